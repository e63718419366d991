/** What the SDK asks an endpoint resolver. */
export type EndpointQuery = {
  readonly Endpoint?: string;
  readonly Region?: string;
  readonly UseFIPS?: boolean;
  readonly UseDualStack?: boolean;
};

/** Region names of the `aws` partition, the one that Trygt is deployed to: `eu-north-1`, never `us-gov-west-1` or `cn-north-1`. */
const commercial = /^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d$/;

/**
 * The endpoint of an AWS service, `https://dynamodb.eu-north-1.amazonaws.com`, or the one that `AWS_ENDPOINT_URL_*` names. Refuses
 * regions of other partitions, FIPS and dual stack: the SDK's own rules for those weigh 20 KB in every function.
 */
export const regionalEndpoint =
  (service: string) =>
  ({ Endpoint, Region, UseFIPS, UseDualStack }: EndpointQuery) => {
    if (UseFIPS || UseDualStack)
      throw new Error("FIPS and dual-stack endpoints are not in this bundle; see scripts/bundle/regional-endpoint.ts");
    if (Endpoint !== undefined) return { url: new URL(Endpoint), properties: {}, headers: {} };
    if (Region === undefined || !commercial.test(Region))
      throw new Error("AWS_REGION must name a region of the aws partition; see scripts/bundle/regional-endpoint.ts");
    return { url: new URL(`https://${service}.${Region}.amazonaws.com`), properties: {}, headers: {} };
  };
