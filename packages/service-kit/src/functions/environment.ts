/** The environment of a function: its variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

// biome-ignore lint/style/noProcessEnv: the one place where a function's environment is read; everything else is handed it
export const processEnvironment: Environment = process.env;

/** The value of a variable. Throws at the start of a function when it is missing or empty, with its name. */
export const requiredVariable = (environment: Environment, name: string): string => {
  const value = environment[name];
  if (value === undefined || value === "") throw new Error(`The environment variable ${name} is missing`);
  return value;
};

/** A variable that holds JSON. Throws when it does not, with the variable's name and never its value. */
export const jsonVariable = (environment: Environment, name: string): unknown => {
  const text = requiredVariable(environment, name);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The environment variable ${name} is not JSON`);
  }
};
