import { GetDocumentCommand, SSMClient } from '@aws-sdk/client-ssm';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A document of Systems Manager, as sessions use it: in its default version. */
export const sessionDocument: Reader = async ({ client: settings }, name) => {
  const { Content, DocumentType } = await new SSMClient(settings).send(
    new GetDocumentCommand({ Name: name, DocumentVersion: '$DEFAULT', DocumentFormat: 'JSON' }),
  );
  return { Content: JSON.parse(found(Content, 'document', name)), DocumentType };
};
