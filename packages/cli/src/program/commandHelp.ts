import { settingTable } from '../configuration/settingTable.ts'
import type { AnyCommand } from './CommandDefinition.ts'

const SIGNING = ['account', 'keystore', 'passwordFile', 'privateKey']
const SENDING = ['dryRun', 'calldata', 'yes']

/** What `mvm <noun> <verb> --help` prints: examples first, and no more than a screen. */
export function commandHelp(command: AnyCommand): string {
  const { noun, verb, summary, examples, notes = [] } = command
  const isSending = SENDING.every((key) => key in command.options)
  const isSigning = SIGNING.every((key) => key in command.options)
  const shared = [...(isSending ? SENDING : []), ...(isSigning ? SIGNING : [])]
  const entries = [
    ...Object.values(command.arguments).map(
      ({ name, description }) => [name, description] as const,
    ),
    ...Object.entries(command.options)
      .filter(([key]) => !shared.includes(key))
      .map(([key, { flags, description, isRequired, fallback }]) => {
        const remark = isRequired
          ? ' (required)'
          : fallback === undefined || fallback === false || key in settingTable
            ? ''
            : ` (default ${fallback})`
        return [flags, `${description}${remark}`] as const
      }),
  ]
  const width = Math.max(0, ...entries.map(([name]) => name.length))
  const words = Object.values(command.arguments).map(({ name }) => name)
  const groups = [
    ...(isSending ? ['Sending:  --dry-run  --calldata  --yes'] : []),
    ...(isSigning
      ? [
          'Signing:  --account <name>  --password-file <file>  --private-key <hex>   (mvm help keys)',
        ]
      : []),
    'Always:   --json  --rpc-url <url>  --l1-url <url>  --l1-contracts <file>   (mvm help settings)',
  ]
  const lines = [
    'Examples:',
    ...examples.map((example) => `  mvm ${example}`),
    '',
    `Usage: ${['mvm', noun, verb, ...words].join(' ')} [options]`,
    `${summary}.`,
    ...notes,
    '',
    ...entries.map(([name, description]) => `  ${name.padEnd(width)}  ${description}`),
    ...(entries.length === 0 ? [] : ['']),
    ...groups,
  ]
  return `${lines.join('\n')}\n`
}
