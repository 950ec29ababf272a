import type { RequirementRow } from '../requirement';

export const clause4 = [
  {
    id: '4.1/external',
    clause: '4.1',
    expected: 'organisational',
    title: {
      en: 'external issues: law, cross-border data, regulators, industry standards, supply-chain risk, service types',
      zh: '外部问题',
    },
    summary: {
      en: 'The outside conditions that bear on cloud security are determined and kept current: the laws that apply, data leaving the country, supervision, sector standards, exposure through the supply chain, and the kinds of service used or offered. To supply: a dated register of these issues, each with its source, owner and effect on the system.',
      zh: '确定影响云安全的外部因素并保持更新：适用法律、数据出境、监管动态、所属行业的规范、供应链敞口，以及所用或所提供的服务种类。需提供：外部问题登记表，逐项注明日期、来源、责任人及对体系的影响。',
    },
  },
  {
    id: '4.1/internal',
    clause: '4.1',
    expected: 'organisational',
    title: {
      en: 'internal issues: strategy, architecture, deployment model, data classification, third-party access, shared-responsibility boundary',
      zh: '内部问题',
    },
    summary: {
      en: "The inside conditions are determined: strategy, architecture, how the cloud is deployed, what classes of data there are, who connects from outside, and where the provider's responsibility ends. To supply: a dated register that agrees with the zones, data classes and suppliers in the configuration.",
      zh: '确定内部因素：战略、架构、上云方式、数据有哪些级别、哪些外部方会接入，以及与云服务商的责任分界。需提供：注明日期的内部问题登记表，并与配置中的分区、数据级别和供应商一致。',
    },
  },
  {
    id: '4.2/a',
    clause: '4.2',
    expected: 'organisational',
    title: { en: 'regulators', zh: '监管要求' },
    summary: {
      en: 'What authorities oblige the organisation to do for cloud security, data and personal information is identified, obligation by obligation. To supply: a list of obligations, each with its legal source, date, owner and the control that answers it.',
      zh: '逐项识别主管部门就云安全、数据与个人信息提出的义务。需提供：义务清单，每项载明法规出处、日期、责任人及所对应的控制。',
    },
  },
  {
    id: '4.2/b',
    clause: '4.2',
    expected: 'organisational',
    title: { en: 'cloud service customers: data sovereignty, access control, audit trail, continuity', zh: '客户需求' },
    summary: {
      en: 'What customers need of the service is identified: a say over where their data lies, who may reach it, an audit trail they can inspect, and agreed continuity. To supply: the needs by customer or contract, each traced to a service level or a control.',
      zh: '识别客户对服务的要求：数据存放地由谁决定、谁可访问、能否查验审计线索、约定的连续性水平。需提供：按客户或合同整理的需求清单，逐项对应服务级别或控制。',
    },
  },
  {
    id: '4.2/c',
    clause: '4.2',
    expected: 'organisational',
    title: { en: 'staff, suppliers, partners', zh: '员工/供应商/伙伴责任与权限' },
    summary: {
      en: 'The security duties of staff, suppliers and partners in the cloud, and the access that goes with them, are identified. To supply: a list by group with duty, permitted access and the agreement that binds the group.',
      zh: '识别员工、供应商与合作方在云上各自承担的安全职责和相应访问范围。需提供：按人群列出的职责、许可权限及有约束力的协议。',
    },
  },
  {
    id: '4.2/d',
    clause: '4.2',
    expected: 'organisational',
    title: { en: 'data subjects', zh: '数据主体期望' },
    summary: {
      en: 'What the people behind the data expect is identified: that it is protected, that they know what happens to it, and that they can access, correct or delete it or object. To supply: the list of expectations with the privacy notice and the procedure that answers each.',
      zh: '识别个人信息主体的期待：信息得到保护，知晓如何被处理，并可查阅、更正、删除或拒绝。需提供：期望清单，以及逐项对应的隐私告知与响应程序。',
    },
  },
  {
    id: '4.2/records',
    clause: '4.2',
    expected: 'organisational',
    title: {
      en: 'records: needs list, compliance list, responsibility-boundary agreements',
      zh: '需求、合规、责任边界清单',
    },
    summary: {
      en: 'The outcome of 4.2 is kept on record: what is needed, what is obliged, and who agreed to be responsible for what. To supply: these three records, each with version, approver and next review date.',
      zh: '留存 4.2 的分析结果：各方需求、合规义务、已约定的责任划分。需提供：上述三类记录，均注明版本、批准人与下次评审日期。',
    },
  },
  {
    id: '4.3/a',
    clause: '4.3',
    expected: 'organisational',
    title: { en: 'service types in scope', zh: '服务类型' },
    summary: {
      en: 'The scope states which service models it covers (infrastructure, platform, software as a service), and for each whether the organisation provides or uses it. To supply: the list of services in the scope statement.',
      zh: '范围说明所涵盖的服务模式（基础设施、平台、软件即服务），并逐项说明本组织是提供方还是使用方。需提供：范围声明中的服务清单。',
    },
  },
  {
    id: '4.3/b',
    clause: '4.3',
    expected: 'organisational',
    title: { en: 'environments in scope: public, private, hybrid, multi-cloud', zh: '云环境' },
    summary: {
      en: 'The scope states which environments it covers (public, private, hybrid, several clouds), down to provider, partition, region and account or subscription. To supply: the list of environments in the scope statement, equal to the one in the configuration.',
      zh: '范围说明所涵盖的云环境，并细化到服务商、分区、区域以及账号或订阅。需提供：范围声明中的环境清单，且与配置完全一致。',
    },
  },
  {
    id: '4.3/c',
    clause: '4.3',
    expected: 'organisational',
    title: { en: 'security domains in scope', zh: '安全域' },
    summary: {
      en: 'The scope states which security domains it covers, from premises, network and hosts over data, applications and identity to operations, outsourcing and emergency response. To supply: the list of domains, each with an owner or the reason for leaving it out.',
      zh: '范围逐一说明所涵盖的安全领域，自机房与网络直至身份、运维、外包和应急。需提供：领域清单，每项注明责任人，或说明排除的理由。',
    },
  },
  {
    id: '4.3/d',
    clause: '4.3',
    expected: 'organisational',
    title: { en: 'units, systems, data, people, suppliers in scope', zh: '组织单元/系统/数据/人员/供应商' },
    summary: {
      en: 'The scope names the units, systems, data sets, groups of people and outside suppliers inside it, and where its boundary runs. To supply: the lists, reconciled with the asset inventory and the supplier register.',
      zh: '范围列明所包含的部门、系统、数据集、人群与外部供应商，并划定边界。需提供：各项清单，且与资产清单和供应商登记册核对一致。',
    },
  },
  {
    id: '4.3/documented',
    clause: '4.3',
    expected: 'organisational',
    title: {
      en: 'scope documented; each non-applicable clause justified and kept on record (statement of applicability)',
      zh: '范围成文与不适用理由',
    },
    summary: {
      en: 'The scope is a controlled document, and each clause held not applicable is justified on record. To supply: the approved scope statement and the statement of applicability with a reason for every exclusion.',
      zh: '范围作为受控文件发布，凡认定不适用的条款均留有书面理由。需提供：经批准的范围声明，以及逐条写明排除理由的适用性声明。',
    },
  },
  {
    id: '4.4/a',
    clause: '4.4',
    expected: 'organisational',
    title: { en: 'processes and their use', zh: '过程及应用' },
    summary: {
      en: 'The processes that the system needs are determined, with what goes in, what comes out and the cloud business each serves. To supply: a process list with an owner for each.',
      zh: '确定体系需要哪些过程，明确各过程的输入、输出及所服务的云业务。需提供：过程清单，逐项注明责任人。',
    },
  },
  {
    id: '4.4/b',
    clause: '4.4',
    expected: 'organisational',
    title: { en: 'sequence and interaction, fitted to shared responsibility', zh: '顺序与相互作用' },
    summary: {
      en: 'The order of the processes and what they pass to each other is determined, showing at each step whether provider, customer or organisation acts. To supply: a process map drawn over the division of responsibility.',
      zh: '确定各过程的先后与衔接，并标明每一步由云服务商、客户还是本组织执行。需提供：体现责任划分的过程关系图。',
    },
  },
  {
    id: '4.4/c',
    clause: '4.4',
    expected: 'organisational',
    title: { en: 'criteria and methods', zh: '准则与方法' },
    summary: {
      en: 'Each process has criteria by which it runs safely and a method by which it is done and checked. To supply: criteria and procedure per process; configured rules and thresholds may be cited as criteria.',
      zh: '每个过程均有判断其是否安全受控的准则，以及执行与检查的方法。需提供：各过程的准则与规程，可引用已配置的规则和阈值作为准则。',
    },
  },
  {
    id: '4.4/d',
    clause: '4.4',
    expected: 'organisational',
    title: { en: 'resources and information available', zh: '资源与信息' },
    summary: {
      en: 'Each process has the means and the information needed to run it and to watch it. To supply: a resource plan, and where the dashboards, logs and documents of each process are found.',
      zh: '每个过程都具备运行和监视所需的资源与信息。需提供：资源计划，以及各过程的看板、日志与文件的获取位置。',
    },
  },
  {
    id: '4.4/e',
    clause: '4.4',
    expected: 'organisational',
    title: { en: 'monitor, measure, analyse', zh: '监视测量分析' },
    summary: {
      en: 'How well the processes perform is monitored, measured and analysed. To supply: indicators per process with target, source, cycle and latest analysis; the figures measured for 6.2 are inputs.',
      zh: '监视、测量并分析各过程的表现。需提供：各过程的指标、目标值、数据来源、周期与最近一次分析；6.2 的实测数值可作为输入。',
    },
  },
  {
    id: '4.4/f',
    clause: '4.4',
    expected: 'organisational',
    title: { en: 'act and improve', zh: '改进' },
    summary: {
      en: 'Where a process falls short of its intended result, action is taken and the process improved. To supply: the action list with owner, due date and the result measured afterwards.',
      zh: '过程未达预期结果时采取措施并加以改进。需提供：措施清单，载明责任人、期限及实施后的测量结果。',
    },
  },
  {
    id: '4.4/outsourced',
    clause: '4.4',
    expected: 'control',
    title: {
      en: 'outsourcing, third-party access and multi-cloud management identified, controlled, traceable',
      zh: '外包、第三方接入、多云管理的识别控制追溯',
    },
    summary: {
      en: 'Outsourced processes, access by third parties and every managed cloud are all known, belong to a registered supplier and a responsible party, and allow access only on conditions that lapse with the contract. What a third party did can be traced to the natural person who did it.',
      zh: '外包过程、外部方接入及所管理的每个云平台均已登记，并落实到供应商和责任方；访问附带条件，合同终止即失效。外部方的任何操作均可追溯到实施操作的自然人。',
    },
  },
] as const satisfies readonly RequirementRow[];
