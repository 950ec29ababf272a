import type { RequirementRow } from '../requirement';

export const clause5 = [
  {
    id: '5.1/a',
    clause: '5.1',
    expected: 'organisational',
    title: { en: 'policy and objectives', zh: '方针与目标' },
    summary: {
      en: 'Top management has security policy and objectives set and sees that they fit the cloud strategy. To supply: the approved policy and objectives with the minutes of the approval.',
      zh: '最高管理层主持制定安全方针与目标，并使之契合云战略。需提供：已批准的方针与目标，以及批准时的会议纪要。',
    },
  },
  {
    id: '5.1/b',
    clause: '5.1',
    expected: 'organisational',
    title: { en: 'built into the service life cycle', zh: '融入全生命周期' },
    summary: {
      en: 'Top management has the demands of the system built into every stage of a cloud service, from design and purchase to operation and withdrawal. To supply: the life-cycle procedure with its security gates; the gates of the pipeline are inputs.',
      zh: '最高管理层推动把安全要求落到云服务从设计、采购到运行、下线的每个阶段。需提供：含安全关口的生命周期规程；流水线关口可作为输入。',
    },
  },
  {
    id: '5.1/c',
    clause: '5.1',
    expected: 'organisational',
    title: { en: 'resources', zh: '资源可获得' },
    summary: {
      en: 'Top management makes resources for cloud security available, and of a kind that suits cloud work: skills, tools, elastic cost. To supply: the approved budget and staffing plan.',
      zh: '最高管理层保证云安全资源到位，并契合云上工作的特点，如技能、工具和弹性费用。需提供：经批准的预算与人员计划。',
    },
  },
  {
    id: '5.1/d',
    clause: '5.1',
    expected: 'organisational',
    title: { en: 'communication', zh: '沟通合规与责任' },
    summary: {
      en: 'Top management tells people why compliance in the cloud and the division of responsibility matter. To supply: dated announcements or meeting records that show who was reached.',
      zh: '最高管理层向全员讲明云上合规与责任划分为何重要。需提供：注明日期和受众的通告或会议记录。',
    },
  },
  {
    id: '5.1/e',
    clause: '5.1',
    expected: 'organisational',
    title: { en: 'intended results', zh: '预期结果' },
    summary: {
      en: 'Top management sees that the system achieves what it is for and that services stay secure. To supply: its review of objectives and control status; the compliance report is an input.',
      zh: '最高管理层确认体系达成既定结果，服务始终安全。需提供：对目标与控制状态的审阅记录；合规报告可作为输入。',
    },
  },
  {
    id: '5.1/f',
    clause: '5.1',
    expected: 'organisational',
    title: { en: 'support for staff', zh: '指导支持员工' },
    summary: {
      en: 'Top management guides and backs the people who make the system work. To supply: evidence of it, such as time set aside, coaching, recognition, or decisions taken at their request.',
      zh: '最高管理层指导并支持参与体系运行的人员。需提供：相应证据，如安排的工时、辅导、表彰或应其请求作出的决定。',
    },
  },
  {
    id: '5.1/g',
    clause: '5.1',
    expected: 'organisational',
    title: { en: 'continual improvement', zh: '持续改进' },
    summary: {
      en: 'Top management drives continual improvement. To supply: the improvements that it decided or approved, each with owner and result.',
      zh: '最高管理层主动推进改进工作。需提供：由其决定或批准的改进事项，逐项注明责任人与结果。',
    },
  },
  {
    id: '5.1/h',
    clause: '5.1',
    expected: 'organisational',
    title: { en: 'responsibility boundary, supervised', zh: '责任边界与监督' },
    summary: {
      en: 'Top management settles who is responsible for what among organisation, provider, customer and third parties, and checks that each does its part. To supply: the approved responsibility matrix and records of the checks.',
      zh: '最高管理层确定本组织、云服务商、客户及外部方各自的责任，并检查履行情况。需提供：经批准的责任矩阵与监督检查记录。',
    },
  },
  {
    id: '5.2/a',
    clause: '5.2',
    expected: 'organisational',
    title: { en: 'fits purpose and risk', zh: '适应目的与风险' },
    summary: {
      en: 'The policy suits the purpose of the organisation and the cloud risks that it faces. To supply: the approved policy, linked to the context of clause 4 and the risk assessment.',
      zh: '方针契合组织的宗旨及其面临的云风险。需提供：经批准的方针，并注明与第 4 章背景分析及风险评估的对应关系。',
    },
  },
  {
    id: '5.2/b',
    clause: '5.2',
    expected: 'organisational',
    title: { en: 'frame for objectives', zh: '目标框架' },
    summary: {
      en: 'The policy gives the frame in which cloud security objectives are set and reviewed. To supply: the passage of the policy, and a table from its commitments to the objectives of 6.2.',
      zh: '方针为设定和评审云安全目标提供依据。需提供：方针相应段落，以及方针承诺与 6.2 目标的对照表。',
    },
  },
  {
    id: '5.2/c',
    clause: '5.2',
    expected: 'organisational',
    title: { en: 'commitments: compliance, data protection, continuity, improvement', zh: '承诺内容' },
    summary: {
      en: 'The policy commits the organisation to obeying the law, protecting data, keeping services running and improving continually. To supply: the policy with these four commitments, signed by top management.',
      zh: '方针载明四项承诺：守法合规、保护数据、业务不中断、不断改进。需提供：含上述四项承诺并由最高管理层签署的方针。',
    },
  },
  {
    id: '5.2/d',
    clause: '5.2',
    expected: 'organisational',
    title: { en: 'documented, communicated, available', zh: '成文、沟通、可获取' },
    summary: {
      en: 'The policy is a controlled document that staff have been told of and interested parties can obtain. To supply: the version in force, proof that it was communicated, and where it is published.',
      zh: '方针为受控文件，员工已获知，相关方可以取得。需提供：现行版本、传达证明及发布位置。',
    },
  },
  {
    id: '5.3/a',
    clause: '5.3',
    expected: 'organisational',
    title: { en: 'owner, security administrator, operations administrator', zh: '责任人/管理员/运维职责' },
    summary: {
      en: 'The duties and powers of the cloud security owner, the security administrator and the operations administrator are assigned and made known. To supply: appointments or role descriptions, matched to the identity groups that hold these rights.',
      zh: '云安全负责人与两类管理员（安全、运维）的职责和权力均已指派并公布。需提供：任命书或岗位说明，并与持有相应权限的身份组对应。',
    },
  },
  {
    id: '5.3/b',
    clause: '5.3',
    expected: 'organisational',
    title: { en: 'duties of service, security, customer teams and third parties', zh: '各团队与第三方职责' },
    summary: {
      en: 'The security duties of the service team, the security team, the customer and third parties are set down and made known. To supply: a responsibility matrix by activity that each party has accepted.',
      zh: '明确并告知服务团队、安全团队、客户方及外部方的安全职责。需提供：按活动划分并经各方确认的责任矩阵。',
    },
  },
  {
    id: '5.3/c',
    clause: '5.3',
    expected: 'organisational',
    title: { en: 'conformity', zh: '体系符合性' },
    summary: {
      en: "Somebody has the duty and authority to see that the system conforms to this standard. To supply: the appointment and that person's conformity reports.",
      zh: '指定专人负责并有权保证体系符合本标准。需提供：任命文件及其符合性报告。',
    },
  },
  {
    id: '5.3/d',
    clause: '5.3',
    expected: 'organisational',
    title: { en: 'performance and risk reported to top management', zh: '报告绩效与风险' },
    summary: {
      en: 'Somebody has the duty to report performance, risk and chances for improvement to top management. To supply: the appointment, the reporting cycle and the latest report; measured objectives are inputs.',
      zh: '指定专人向最高管理层汇报绩效、风险及可改进之处。需提供：任命文件、汇报周期与最近一期报告；实测目标值可作为输入。',
    },
  },
] as const satisfies readonly RequirementRow[];
