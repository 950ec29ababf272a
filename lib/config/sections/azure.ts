import * as z from 'zod';
import { strict, text } from '../fields';
import { environments } from './organization';

const subscription = strict({
  name: text('identifier').describe('Name of the subscription, unique.'),
  id: text('uuid').describe('Id of the subscription.'),
  environment: z.enum(environments).default('production').describe('What it holds: the tag `isms:environment`.'),
});

export const azure = strict({
  environment: z
    .enum(['global', 'china'])
    .describe(
      'Azure as run by Microsoft, or Azure China as run by 21Vianet: another cloud, with its own tenants and locations.',
    ),
  tenantId: text('uuid').describe('Id of the Microsoft Entra tenant.'),
  subscriptions: z.array(subscription).min(1).max(1000).describe('Subscriptions that belong to the landing zone.'),
  regions: strict({
    home: text('azure-region').describe('Location of the landing zone, such as `westeurope` or `chinanorth3`.'),
    recovery: text('azure-region').describe(
      'Location that takes over: the pair of the home location where it has one.',
    ),
  }).describe('Locations.'),
  network: text('cidr').describe(
    'Range of the virtual networks: private IPv4, apart from all other ranges, with room for a /26 in both regions of each subscription.',
  ),
}).describe('The Azure part. Left out: no Azure.');
