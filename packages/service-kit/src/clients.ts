import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** A DynamoDB client with the house's patience: connect in 1 s, answer in 2 s, three tries, so that all fits in the API's 10 s. */
export const dynamoClient = (): DynamoDBClient =>
  new DynamoDBClient({ maxAttempts: 3, requestHandler: { connectionTimeout: 1000, requestTimeout: 2000 } });
