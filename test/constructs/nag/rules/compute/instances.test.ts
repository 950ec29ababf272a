import { instanceMetadataV2 } from '../../../../../constructs/nag/rules/compute/instance-metadata-v2';
import { instanceNoPublicAddress } from '../../../../../constructs/nag/rules/compute/instance-no-public-address';
import { instanceVolumesEncrypted } from '../../../../../constructs/nag/rules/compute/instance-volumes-encrypted';
import { describeRule } from '../../../../support/rule-cases';

const template = (data: object) => ({ LaunchTemplateData: data });
const instance = (
  properties: object,
  others: Readonly<Record<string, { Type: string; Properties?: object }>> = {},
) => ({
  template: { Subject: { Type: 'AWS::EC2::Instance', Properties: properties }, ...others },
});
const launchConfiguration = (properties: object) => ({
  template: { Subject: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: properties } },
});
const fromTemplate = { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } };
const TEMPLATE = { Template: { Type: 'AWS::EC2::LaunchTemplate' } };

const tokens = { HttpTokens: 'required', HttpPutResponseHopLimit: 1 };
const metadata = (options: object) => template({ MetadataOptions: options });

describeRule(instanceMetadataV2, {
  compliant: {
    'tokens that travel one hop': metadata(tokens),
    'a hop limit as a text': metadata({ ...tokens, HttpPutResponseHopLimit: '1' }),
    'an interface that is off': metadata({ HttpEndpoint: 'disabled' }),
    'an instance with options of its own': instance({ MetadataOptions: tokens, ...fromTemplate }),
    'a launch configuration': launchConfiguration({ MetadataOptions: tokens }),
  },
  nonCompliant: {
    'nothing said': [
      template({}),
      'LaunchTemplateData.MetadataOptions.HttpTokens',
      'LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit',
    ],
    'optional tokens': [
      metadata({ ...tokens, HttpTokens: 'optional' }),
      'LaunchTemplateData.MetadataOptions.HttpTokens',
    ],
    'two hops': [
      metadata({ ...tokens, HttpPutResponseHopLimit: 2 }),
      'LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit',
    ],
    'the default number of hops': [
      metadata({ HttpTokens: 'required' }),
      'LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit',
    ],
    'an instance without options': [
      instance({}),
      'MetadataOptions.HttpTokens',
      'MetadataOptions.HttpPutResponseHopLimit',
    ],
    'a launch configuration without options': [
      launchConfiguration({}),
      'MetadataOptions.HttpTokens',
      'MetadataOptions.HttpPutResponseHopLimit',
    ],
  },
  notApplicable: {
    'an instance that leaves it to a launch template, which is judged': instance(fromTemplate, TEMPLATE),
  },
  unknown: {
    'a parameter': metadata({ ...tokens, HttpTokens: { Ref: 'Tokens' } }),
    'conditional options': template({ MetadataOptions: { 'Fn::If': ['New', tokens, {}] } }),
    'a launch template from elsewhere': instance(fromTemplate),
  },
});

const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };
const root = (ebs: object, device = '/dev/xvda') => ({ DeviceName: device, Ebs: ebs });
const sealed = { Encrypted: true, KmsKeyId: KEY };
const disks = (...mappings: object[]) => template({ BlockDeviceMappings: mappings });
const FIRST = 'LaunchTemplateData.BlockDeviceMappings.0';

describeRule(instanceVolumesEncrypted, {
  compliant: {
    'a root volume with a customer key': disks(root(sealed)),
    'a root volume by its other name': disks(root(sealed, '/dev/sda1')),
    'the key by alias': disks(root({ Encrypted: 'true', KmsKeyId: 'alias/main/data' })),
    'an instance store beside it': disks(root(sealed), { DeviceName: '/dev/sdb', VirtualName: 'ephemeral0' }),
    'a volume taken away': disks(root(sealed), { DeviceName: '/dev/sdb', NoDevice: '' }),
    'an instance': instance({ BlockDeviceMappings: [root(sealed)] }),
    'a volume of its own': { template: { Subject: { Type: 'AWS::EC2::Volume', Properties: sealed } } },
  },
  nonCompliant: {
    'no volume listed': [template({}), 'LaunchTemplateData.BlockDeviceMappings'],
    'no root volume listed': [disks(root(sealed, '/dev/sdf')), 'LaunchTemplateData.BlockDeviceMappings'],
    'encryption left to the account': [disks(root({ VolumeSize: 8 })), `${FIRST}.Ebs.Encrypted`],
    'encryption switched off': [disks(root({ ...sealed, Encrypted: false })), `${FIRST}.Ebs.Encrypted`],
    'the default key': [disks(root({ Encrypted: true })), `${FIRST}.Ebs.KmsKeyId`],
    'the key that AWS manages': [disks(root({ Encrypted: true, KmsKeyId: 'alias/aws/ebs' })), `${FIRST}.Ebs.KmsKeyId`],
    'a second volume that is not encrypted': [
      disks(root(sealed), { DeviceName: '/dev/sdf', Ebs: {} }),
      'LaunchTemplateData.BlockDeviceMappings.1.Ebs.Encrypted',
    ],
    'an instance without volumes': [instance({}), 'BlockDeviceMappings'],
    'a volume of its own without encryption': [
      { template: { Subject: { Type: 'AWS::EC2::Volume', Properties: {} } } },
      'Encrypted',
    ],
    'a volume of its own without a key': [
      { template: { Subject: { Type: 'AWS::EC2::Volume', Properties: { Encrypted: true } } } },
      'KmsKeyId',
    ],
    'a launch configuration, which can name no key': [
      launchConfiguration({ BlockDeviceMappings: [root({ Encrypted: true })] }),
      'BlockDeviceMappings.0.Ebs.KmsKeyId',
    ],
  },
  notApplicable: {
    'an instance that leaves it to a launch template, which is judged': instance(fromTemplate, TEMPLATE),
  },
  unknown: {
    'a parameter': disks(root({ ...sealed, Encrypted: { Ref: 'Encrypt' } })),
    'a conditional volume': disks(root(sealed), { 'Fn::If': ['More', root({}), { Ref: 'AWS::NoValue' }] }),
  },
});

const subnet = (properties: object) => ({ Subnet: { Type: 'AWS::EC2::Subnet', Properties: properties } });
const inSubnet = { SubnetId: { Ref: 'Subnet' } };
const interfaces = (...list: object[]) => template({ NetworkInterfaces: list });
const INTERFACE = 'LaunchTemplateData.NetworkInterfaces.0.AssociatePublicIpAddress';

const address = (properties: object, others: Readonly<Record<string, { readonly Type: string }>> = {}) => ({
  template: { Subject: { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc', ...properties } }, ...others },
});
const tie = (properties: object) => ({
  template: {
    Subject: { Type: 'AWS::EC2::EIPAssociation', Properties: { AllocationId: 'eipalloc-1', ...properties } },
  },
});

describeRule(instanceNoPublicAddress, {
  compliant: {
    'a template that rules it out': interfaces({ DeviceIndex: 0, AssociatePublicIpAddress: false }),
    'an instance that rules it out': instance({
      NetworkInterfaces: [{ DeviceIndex: '0', AssociatePublicIpAddress: 'false' }],
    }),
    'an instance in a private subnet': instance(inSubnet, subnet({})),
    'an interface in a private subnet': instance(
      { NetworkInterfaces: [{ DeviceIndex: '0', ...inSubnet }] },
      subnet({ MapPublicIpOnLaunch: false }),
    ),
    'a launch configuration that rules it out': launchConfiguration({ AssociatePublicIpAddress: false }),
  },
  nonCompliant: {
    'a template that leaves it to the subnet': [template({}), 'LaunchTemplateData.NetworkInterfaces'],
    'an interface that leaves it to the subnet': [interfaces({ DeviceIndex: 0 }), INTERFACE],
    'a public address asked for': [interfaces({ AssociatePublicIpAddress: true }), INTERFACE],
    'a public address asked for by an instance': [
      instance({ NetworkInterfaces: [{ AssociatePublicIpAddress: true, ...inSubnet }] }, subnet({})),
      'NetworkInterfaces.0.AssociatePublicIpAddress',
    ],
    'an instance in a public subnet': [instance(inSubnet, subnet({ MapPublicIpOnLaunch: true })), 'SubnetId'],
    'an instance in the default subnet': [instance({}), 'SubnetId'],
    'a launch configuration that leaves it to the subnet': [launchConfiguration({}), 'AssociatePublicIpAddress'],
    'an elastic address': [
      instance(inSubnet, {
        ...subnet({}),
        Address: { Type: 'AWS::EC2::EIP', Properties: { InstanceId: { Ref: 'Subject' } } },
      }),
      'Address.InstanceId',
    ],
    'an elastic address tied by a resource of its own': [
      instance(inSubnet, {
        ...subnet({}),
        Tie: { Type: 'AWS::EC2::EIPAssociation', Properties: { InstanceId: { Ref: 'Subject' } } },
      }),
      'Tie.InstanceId',
    ],
    'an elastic address of an instance of no template': [address({ InstanceId: 'i-0123456789abcdef0' }), 'InstanceId'],
    'an elastic address of an instance that is a parameter': [address({ InstanceId: { Ref: 'Host' } }), 'InstanceId'],
    'a tie to an instance of no template': [tie({ InstanceId: 'i-0123456789abcdef0' }), 'InstanceId'],
    'a tie to an interface': [tie({ NetworkInterfaceId: { Ref: 'Interface' } }), 'NetworkInterfaceId'],
  },
  notApplicable: {
    'an instance that leaves it to a launch template, which is judged': instance(fromTemplate, TEMPLATE),
    'an elastic address that a gateway takes': address({}),
    'an elastic address of an instance, which is judged': address(
      { InstanceId: { Ref: 'Host' } },
      { Host: { Type: 'AWS::EC2::Instance' } },
    ),
  },
  unknown: {
    'an elastic address that a condition ties': address({
      InstanceId: { 'Fn::If': ['Public', 'i-1', { Ref: 'AWS::NoValue' }] },
    }),
    'a subnet from elsewhere': instance(inSubnet),
    'a parameter': interfaces({ AssociatePublicIpAddress: { Ref: 'Public' } }),
  },
});
