import { SamlMetadataDocument, SamlProvider } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { GrantContext } from '../job-functions/grant';
import type { JobFunctionId } from '../job-functions/names';
import { meets } from '../standard';
import { FederatedRole } from './federated-role';

/** What a `Federation` needs to know. */
export interface FederationProps extends GrantContext {
  /** The identity provider: its name in IAM, and its metadata as XML. */
  readonly provider: { readonly name: string; readonly metadata: string };

  /** The job functions of the account, a role each. */
  readonly functions: readonly JobFunctionId[];
}

/**
 * The one identity provider of an account, and a role for each job function. Which of its groups may use which role the
 * provider says in its assertions.
 *
 * Meets `8.2/identity#single-identity-source`.
 */
export class Federation extends Construct {
  readonly provider: SamlProvider;
  readonly roles: ReadonlyMap<JobFunctionId, FederatedRole>;

  constructor(scope: Construct, id: string, props: FederationProps) {
    super(scope, id);
    this.provider = new SamlProvider(this, 'Provider', {
      name: props.provider.name,
      metadataDocument: SamlMetadataDocument.fromXml(props.provider.metadata),
    });
    meets(this.provider, '8.2/identity#single-identity-source');
    const { partition, name, bastionAccount } = props;
    const context = { partition, name, bastionAccount, provider: this.provider };
    this.roles = new Map(
      props.functions.map((jobFunction) => [
        jobFunction,
        FederatedRole.forFunction(this, jobFunction, jobFunction, context),
      ]),
    );
  }
}
