import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";

let metrics: Metrics | undefined;

/** Counts something that operations watch (EMF, CloudWatch): a name and one code as dimension, no person and no record. */
export const count = (name: string, dimension?: { readonly [name: string]: string }): void => {
  metrics ??= new Metrics();
  const single = metrics.singleMetric();
  if (dimension !== undefined) single.addDimensions(dimension);
  single.addMetric(name, MetricUnit.Count, 1);
};
