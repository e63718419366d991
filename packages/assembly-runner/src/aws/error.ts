/** An error that an AWS endpoint answers with: its type by name, and a message. */
export const awsError = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/** The error for an operation that AWS has and the runner has not. */
export const unsupportedOperation = (service: string, operation: string, supported: string): Error =>
  awsError(
    "UnsupportedOperationException",
    `the runner does not support the ${service} operation ${operation}, only ${supported}`,
  );
