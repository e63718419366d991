/** Where the metrics of all services stand in CloudWatch. */
export const metricsNamespace = "Trygt";

/** Counts one thing that operations watch, once more: a name and, where said, one code; no person and no record. */
export type Count = (name: string, dimension?: { readonly [name: string]: string }) => void;

/** One line of CloudWatch's embedded metric format: a service has counted one more. `at` in milliseconds since 1970. */
export const metricLine = (
  service: string,
  name: string,
  dimension: { readonly [name: string]: string },
  at: number,
): string => {
  const dimensions = { service, ...dimension };
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: metricsNamespace,
          Dimensions: [Object.keys(dimensions)],
          Metrics: [{ Name: name, Unit: "Count" }],
        },
      ],
    },
    ...dimensions,
    [name]: 1,
  });
};

/** Counts for one service in CloudWatch. Past the console: Lambda puts what is logged there into JSON of its own, in which CloudWatch finds no metric. */
export const countFor =
  (service: string): Count =>
  (name, dimension = {}) => {
    process.stdout.write(`${metricLine(service, name, dimension, Date.now())}\n`);
  };
