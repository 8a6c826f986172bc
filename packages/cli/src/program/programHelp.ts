import { helpTopics } from './helpTopics.ts'

/** What `mvm --help` prints. */
export function programHelp(nouns: Readonly<Record<string, string>>): string {
  const width = Math.max(...Object.keys(nouns).map((noun) => noun.length))
  const lines = [
    'Examples:',
    '  mvm devnet up',
    '  mvm charter init > charter.yaml && mvm dac create --charter charter.yaml',
    '  mvm tx send --dac demo --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --value 1mt',
    '',
    'Usage: mvm <noun> <command> [options]',
    'Creates DACs, sends to them, and checks what they do, from the command line.',
    '',
    ...Object.entries(nouns).map(([noun, summary]) => `  ${noun.padEnd(width)}  ${summary}`),
    '',
    'mvm <noun> --help lists its commands, mvm <noun> <command> --help says what one takes.',
    `mvm help <topic> explains: ${Object.keys(helpTopics).join(', ')}.`,
  ]
  return `${lines.join('\n')}\n`
}
