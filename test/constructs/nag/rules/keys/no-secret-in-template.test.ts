import { verdictOf } from '../../../../../constructs/nag/rule';
import { noSecretInTemplate } from '../../../../../constructs/nag/rules/keys/no-secret-in-template';
import { Template } from '../../../../../constructs/nag/template';
import { describeRule } from '../../../../support/rule-cases';

// put together here, so that no scanner takes this file for a leak
const ACCESS_KEY = ['AKIA', 'Q3EGRZ7T5YVLPW2N'].join('');
const SESSION_KEY = ['ASIA', 'Q3EGRZ7T5YVLPW2N'].join('');
const PEM = ['-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIE'].join('');
const TOKEN = ['9fQ2x7Lk', 'Vb3Tz8Wm', 'Rp4Yc6Hd'].join('');

const FUNCTION = 'AWS::Lambda::Function';
const subject = (Type: string, Properties: object) => ({ template: { Subject: { Type, Properties } } });
const environment = (variables: object) => subject(FUNCTION, { Environment: { Variables: variables } });
const at = (name: string) => `Environment.Variables.${name}`;
const userData = (text: unknown) => subject('AWS::EC2::Instance', { UserData: { 'Fn::Base64': text } });
const container = (Name: string, Value: unknown) =>
  subject('AWS::ECS::TaskDefinition', { ContainerDefinitions: [{ Environment: [{ Name, Value }] }] });
const CONTAINER = 'ContainerDefinitions.0.Environment.0.Value';

const VPN = 'AWS::EC2::VPNConnection';
const tunnels = (...keys: unknown[]) =>
  subject(VPN, { VpnTunnelOptionsSpecifications: keys.map((PreSharedKey) => ({ PreSharedKey })) });

describeRule(noSecretInTemplate, {
  compliant: {
    'keys of tunnels that CloudFormation reads elsewhere': tunnels(
      '{{resolve:secretsmanager:vpn:SecretString:first}}',
      { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Vpn' }, ':SecretString:second}}']] },
    ),
    'keys of tunnels that a parameter brings, or AWS makes': tunnels({ Ref: 'Key' }, undefined),
    'a connection of which no tunnel is described': subject(VPN, {}),
    'an environment of names and references': environment({
      TABLE: 'orders',
      DB_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders-AbCdEf',
      API_KEY: { Ref: 'ApiKey' },
      TOKEN_URL: 'https://login.example.com/oauth2/token',
      PASSWORD_MIN_LENGTH: '14',
      SESSION_TOKEN: 'orders-session-token-v2',
      KEY_ID: '7b0c2f4e-3f7c-4b61-9a1e-0d8a9a5d2c11',
    }),
    'a password that CloudFormation reads elsewhere': subject('AWS::RDS::DBInstance', {
      MasterUserPassword: '{{resolve:secretsmanager:orders:SecretString:password}}',
      ManageMasterUserPassword: 'true',
    }),
    'a password that a parameter brings': subject('AWS::RDS::DBInstance', { MasterUserPassword: { Ref: 'Password' } }),
    'a secret that is made where it is kept': subject('AWS::SecretsManager::Secret', {
      GenerateSecretString: {
        PasswordLength: 32,
        GenerateStringKey: 'password',
        SecretStringTemplate: '{"username":"orders"}',
      },
    }),
    'user data that asks for it': userData(
      [
        '#!/bin/bash',
        'TOKEN=$(curl -X PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 60")',
        'export DB_PASSWORD="$(aws secretsmanager get-secret-value --secret-id orders)"',
        'mysql --password "$DB_PASSWORD" --host db',
        'lock_passwd: true',
      ].join('\n'),
    ),
    'words about passwords': subject('AWS::SSM::Document', {
      Content: { description: 'Password: required, at least 14 characters. The token: see the handbook' },
    }),
    'the example of the documentation': environment({ KEY: 'AKIAIOSFODNN7EXAMPLE' }),
    'an address with a port': environment({ URL: 'https://orders.example.com:8443/a@b' }),
    'an address with a password that is put in later': environment({
      URL: { 'Fn::Sub': 'amqp://orders:${Password}@mq' },
    }),
  },
  nonCompliant: {
    'a private key': [subject('AWS::IAM::ServerCertificate', { PrivateKey: PEM }), 'PrivateKey'],
    'a private key within a text': [environment({ SETTINGS: `{"tls":"${PEM}"}` }), at('SETTINGS')],
    'an access key': [environment({ ID: ACCESS_KEY }), at('ID')],
    'an access key of a session': [userData(`export AWS_ACCESS_KEY_ID=${SESSION_KEY}`), 'UserData'],
    'an access key in user data that is encoded already': [
      subject('AWS::EC2::LaunchTemplate', {
        LaunchTemplateData: { UserData: Buffer.from(`#!/bin/sh\nid=${ACCESS_KEY}\n`).toString('base64') },
      }),
      'LaunchTemplateData.UserData',
    ],
    'a password in an environment': [environment({ DB_PASSWORD: 'swordfish' }), at('DB_PASSWORD')],
    'a password of a container': [container('MYSQL_ROOT_PASSWORD', 'swordfish'), CONTAINER],
    'the password of a database': [
      subject('AWS::RDS::DBCluster', { MasterUserPassword: 'swordfish' }),
      'MasterUserPassword',
    ],
    'a password in user data': [userData("#!/bin/sh\nexport DB_PASSWORD='swordfish'\n"), 'UserData'],
    'a password on a command line': [userData('mysql --password swordfish'), 'UserData'],
    'a password among what is joined': [
      userData({ 'Fn::Join': ['', ['#!/bin/sh\nPASSWORD=swordfish host=', { Ref: 'Host' }]] }),
      'UserData',
    ],
    'a password in JSON': [environment({ SETTINGS: '{"user":"a","password":"sw0rdfish"}' }), at('SETTINGS')],
    'a password in an address': [environment({ URL: 'postgres://orders:swordfish@db/orders' }), at('URL')],
    'a token': [environment({ GITHUB_TOKEN: TOKEN }), at('GITHUB_TOKEN')],
    'a key of an interface': [environment({ apiKey: TOKEN }), at('apiKey')],
    'a secret as it is': [subject('AWS::SecretsManager::Secret', { SecretString: 'anything' }), 'SecretString'],
    'the key of a tunnel': [
      tunnels('{{resolve:secretsmanager:vpn:SecretString:first}}', 'swordfish'),
      'VpnTunnelOptionsSpecifications.1.PreSharedKey',
    ],
    'a token of a cache': [subject('AWS::ElastiCache::ReplicationGroup', { AuthToken: 'anything' }), 'AuthToken'],
  },
  unknown: {
    'tunnels that are a parameter': subject(VPN, { VpnTunnelOptionsSpecifications: { Ref: 'Tunnels' } }),
  },
});

describe('defaults of parameters', () => {
  const judged = (parameters: object) =>
    verdictOf(
      noSecretInTemplate,
      Template.cloudFormation({
        Parameters: parameters,
        Resources: {
          Subject: {
            Type: 'AWS::RDS::DBInstance',
            Properties: { MasterUserPassword: { Ref: 'Password' }, Tags: [{ Ref: 'toString' }] },
          },
        },
      }).find('Subject') as never,
    );

  test('8.3/tls#private-key-custody: stand in the template, and are judged with what takes them', () => {
    const verdict = judged({ Password: { Type: 'String', NoEcho: true, Default: 'swordfish' } });

    expect(verdict).toMatchObject({ outcome: 'non-compliant', findings: [{ property: 'MasterUserPassword' }] });
  });

  test.each([[{ Password: { Type: 'String', NoEcho: true } }], [{}]])('are no matter in %j', (parameters) => {
    expect(judged(parameters).outcome).toBe('compliant');
  });

  test('are judged where nothing but a secret may stand, whatever the parameter is called', () => {
    const tunnel = (parameter: object) =>
      verdictOf(
        noSecretInTemplate,
        Template.cloudFormation({
          Parameters: { Given: parameter },
          Resources: {
            Subject: {
              Type: VPN,
              Properties: { VpnTunnelOptionsSpecifications: [{ PreSharedKey: { Ref: 'Given' } }] },
            },
          },
        }).find('Subject') as never,
      );

    expect(tunnel({ Type: 'String', Default: 'swordfish' })).toMatchObject({
      findings: [{ property: 'VpnTunnelOptionsSpecifications.0.PreSharedKey' }],
    });
    expect(tunnel({ Type: 'String', Default: '' }).outcome).toBe('compliant');
    expect(tunnel({ Type: 'String' }).outcome).toBe('compliant');
  });

  test('what is found is not said', () => {
    expect(JSON.stringify(judged({ Password: { Default: 'swordfish' } }))).not.toContain('swordfish');
  });
});
