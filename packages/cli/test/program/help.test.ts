import { expect, test } from 'vitest'
import { commands } from '../../src/command/commands.ts'
import { nouns } from '../../src/command/nouns.ts'
import { commandHelp } from '../../src/program/commandHelp.ts'
import { runMvm } from '../support/runMvm.ts'
import { tempFolder } from '../support/tempFolder.ts'

test.each(commands.map((command) => [`${command.noun} ${command.verb}`, command] as const))(
  'mvm %s --help shows three examples first and fits on a screen',
  (name, command) => {
    const lines = commandHelp(command).trimEnd().split('\n')
    expect(lines[0]).toBe('Examples:')
    for (const line of lines.slice(1, 4)) expect(line).toMatch(/^ {2}mvm /)
    expect(lines.slice(1, 4).some((line) => line.includes(name))).toBe(true)
    expect(lines.length).toBeLessThanOrEqual(24)
    // An example explains nothing.
    const explained = lines.slice(lines.findIndex((line) => line.startsWith('Usage: ')))
    for (const key of Object.keys(command.options)) {
      const flag = (command.options[key]?.flags.split(' ')[0] ?? '') as string
      // The folder of the keystores is explained under `mvm help settings`.
      if (flag !== '--keystore') expect(explained.join('\n')).toContain(flag)
    }
  },
)

test('every noun has commands, and every command a noun', () => {
  const used = new Set(commands.map(({ noun }) => noun))
  expect([...used].toSorted()).toEqual(Object.keys(nouns).toSorted())
})

test('help goes to stdout and ends with 0, at each level and for each topic', async () => {
  const folder = tempFolder()
  for (const [words, expected] of [
    [['--help'], 'Usage: mvm <noun> <command>'],
    [['help', 'charter'], 'Usage: mvm charter <command>'],
    [['charter', 'lint', '--help'], 'Usage: mvm charter lint <file>'],
    [['help', 'exit-codes'], '8   fraud found'],
  ] as const) {
    const run = await runMvm(words, { folder })
    expect(run.code, words.join(' ')).toBe(0)
    expect(run.stdout).toContain(expected)
    expect(run.stderr).toBe('')
  }
})
