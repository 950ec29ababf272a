import * as z from 'zod';
import { subject } from './contract-subject';

const flowEnd = z
  .object({
    kind: z.enum(['internet', 'outside', 'zone', 'network']).describe('`outside`: networks that no template shows'),
    name: z.string().nullable().describe('Of the zone or network; null for the others'),
  })
  .meta({ id: 'FlowEnd' });

const flow = z
  .object({
    from: flowEnd,
    to: flowEnd,
    services: z.array(z.string()).describe('Such as `tcp/443`; `all`; `all but tcp`'),
    openTo: z
      .enum(['hosts', 'lists'])
      .describe(
        '`hosts`: between interfaces that the templates make, groups included; `lists`: by routes and access lists alone, for whatever is placed there',
      ),
    certain: z.boolean().describe('False where deployment, or the rules of a firewall, which are not read, decide'),
    inspectedBy: z.array(z.string()).describe('Firewalls on the way'),
    path: z.array(z.string()).describe('Names along one such way'),
  })
  .meta({
    id: 'Flow',
    description:
      'What flows, as reachability decides it: connections that can be opened. What a list takes for answers, from few ports to many, is left out, except from the internet and from outside',
  });

/** A virtual network, as pictures show it. */
export const network = z
  .object({
    name: z.string(),
    subject,
    addresses: z.array(z.string()),
    internetGateways: z.array(z.string()),
    neighbours: z.array(
      z.object({
        kind: z.enum(['transit', 'peering', 'opaque']),
        name: z.string(),
        table: z.string().nullable().describe('Of the transit gateway, for what comes from here'),
        network: z.string().nullable().describe('At the other end of a peering connection'),
      }),
    ),
    zones: z.array(
      z.object({
        name: z.string(),
        isTagged: z
          .boolean()
          .describe('Whether the tag `isms:zone` says so; otherwise it is what names have in common'),
        subnets: z.array(
          z.object({
            name: z.string(),
            addresses: z.array(z.string()),
            availabilityZone: z.string(),
            accessList: z.string().nullable(),
            holds: z.array(
              z.object({
                kind: z.enum([
                  'firewall',
                  'nat',
                  'attachment',
                  'load-balancer',
                  'instance',
                  'endpoint',
                  'function',
                  'database',
                  'container',
                  'other',
                ]),
                names: z.array(z.string()),
              }),
            ),
          }),
        ),
        routes: z.array(
          z.object({
            destination: z.string(),
            target: z.enum([
              'internet',
              'egress-only',
              'nat',
              'service',
              'peering',
              'transit',
              'firewall',
              'local',
              'blackhole',
              'opaque',
            ]),
            names: z.array(z.string()),
            subnets: z.array(z.string()).nullable().describe('Whose tables have it; null: all of the zone'),
            certain: z.boolean(),
          }),
        ),
        endpoints: z.array(z.string()).describe('Services behind interface endpoints'),
      }),
    ),
    flows: z.array(flow),
  })
  .meta({ id: 'Network' });

/** A transit gateway, as pictures show it. */
export const transitGateway = z
  .object({
    name: z.string(),
    region: z.string(),
    attachments: z.array(
      z.object({
        name: z.string(),
        network: z.string().nullable().describe('Null for one that leads out of the templates'),
        accounts: z.int().min(1).describe('For how many accounts it stands; what is drawn is that of the first'),
        addresses: z.array(z.string()),
        table: z.string().nullable().describe('Null where there is none: nothing goes anywhere'),
      }),
    ),
    tables: z.array(
      z.object({
        name: z.string(),
        routes: z.array(
          z.object({
            destination: z.string(),
            attachment: z.string().nullable().describe('Null for a blackhole'),
            certain: z.boolean(),
          }),
        ),
      }),
    ),
    flows: z.array(flow).describe('Between the networks that are attached'),
  })
  .meta({ id: 'TransitGateway' });
