import type { AnyCommand } from './CommandDefinition.ts'

/** What `mvm <noun> --help` prints. */
export function nounHelp(noun: string, summary: string, commands: readonly AnyCommand[]): string {
  const examples = [0, 1, 2].flatMap((index) => {
    const command = commands[index % commands.length]
    const example = command?.examples[Math.floor(index / commands.length)]
    return example === undefined ? [] : [`  mvm ${example}`]
  })
  const width = Math.max(...commands.map(({ verb }) => verb.length))
  const lines = [
    'Examples:',
    ...examples,
    '',
    `Usage: mvm ${noun} <command> [options]`,
    `${summary}.`,
    '',
    ...commands.map((command) => `  ${command.verb.padEnd(width)}  ${command.summary}`),
    '',
    `mvm ${noun} <command> --help says more.`,
  ]
  return `${lines.join('\n')}\n`
}
