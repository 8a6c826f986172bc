import { expect, test } from 'vitest'
import { UsageError } from '../../src/error/UsageError.ts'
import { parseWords } from '../../src/program/parseWords.ts'

const ADDRESS = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'

/** What the user is told about a command line. */
function refusalOf(words: readonly string[]): string {
  try {
    parseWords(words, () => {})
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}\n${error.remedy}`
    throw error
  }
  throw new Error(`${words.join(' ')} is taken`)
}

test.each([
  [[], 'Run: mvm --help'],
  [['tx'], 'Run: mvm tx --help'],
  [['tx', 'sned'], 'did you mean send?'],
  [['txx', 'send'], 'Run: mvm --help'],
  [['tx', 'send', '--valeu', '1'], 'did you mean --value?'],
  [['tx', 'send', '--valeu', '1'], 'Run: mvm tx send --help'],
  [['charter', 'lint'], "missing required argument 'file'"],
  [['charter', 'check', '--dac', 'demo'], "required option '--address <address>'"],
  [['charter', 'lint', 'a', 'b'], 'too many arguments'],
  [['tx', 'send', '--to', '0x12'], '40 hexadecimal digits'],
  [['tx', 'send', '--to', ADDRESS.replace('C8', 'c8')], ADDRESS],
  [['tx', 'send', '--to', ADDRESS, '--value', '1.5'], 'write 1.5mt'],
  [['tx', 'send', '--to', ADDRESS, '--until', 'soon'], 'unsafe, safe, finalized'],
  [['tx', 'status', ADDRESS], '64 hexadecimal digits'],
  [['batch', 'verify', 'some'], 'all, or the number'],
  [['charter', 'check', '--address', ADDRESS, '--opcode', 'SUBMITT'], 'SUBMIT'],
  [['config', 'explain', 'url'], 'l1_url'],
])('%j is refused with what is right', (words, expected) => {
  expect(refusalOf(words)).toContain(expected)
})

test('a command gets its arguments and options, defaults included', () => {
  const invocation = parseWords(
    ['tx', 'force', '--to', ADDRESS, '--value', '2mt', '--json', '--dac', 'demo'],
    () => {},
  )
  expect(invocation?.command).toMatchObject({ noun: 'tx', verb: 'force' })
  expect(invocation?.options).toMatchObject({
    to: ADDRESS.toLowerCase(),
    value: 2n * 10n ** 18n,
    data: '0x',
    json: true,
    wait: false,
    dac: 'demo',
    timeout: 7200,
  })
})
