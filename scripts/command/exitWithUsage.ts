/** Ends the program with 2, as after any wrong usage: what is wrong, then the usage. */
export function exitWithUsage(usage: string, problem: string): never {
  process.stderr.write(`${problem}\n${usage}`)
  process.exit(2)
}
