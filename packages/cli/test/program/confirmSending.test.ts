import { expect, test } from 'vitest'
import { AbortedError } from '../../src/error/AbortedError.ts'
import { NoTerminalError } from '../../src/error/NoTerminalError.ts'
import { PlainProgress } from '../../src/output/PlainProgress.ts'
import type { CommandContext } from '../../src/program/CommandContext.ts'
import { confirmSending } from '../../src/program/confirmSending.ts'

const SENDING = {
  l1ChainId: 1,
  action: 'create the DAC "acme"',
  facts: [['L1 chainID', 1]],
} as const

/** A terminal at which somebody gives one answer; `null` for none at all. */
function contextWith(answer: string | null) {
  const asked: string[] = []
  let written = ''
  const context: CommandContext = {
    settings: {},
    progress: new PlainProgress((text) => {
      written += text
    }),
    terminal: {
      isInteractive: answer !== null,
      ask: async (question) => {
        asked.push(question)
        return answer ?? ''
      },
      askHidden: async () => '',
    },
    environment: {},
    signal: new AbortController().signal,
    isJson: false,
    warn: () => {},
  }
  return { context, asked, written: () => written }
}

test('on a public chain it shows the facts, asks, and goes on only with yes', async () => {
  for (const answer of ['y', 'Yes', ' yes ']) {
    const { context, asked, written } = contextWith(answer)
    await confirmSending(context, SENDING, false)
    expect(asked).toEqual(['Really create the DAC "acme"? [y/N] '])
    expect(written()).toContain('L1 chainID  1')
  }
  for (const answer of ['', 'n', 'no', 'yeah']) {
    const { context } = contextWith(answer)
    await expect(confirmSending(context, SENDING, false)).rejects.toBeInstanceOf(AbortedError)
  }
})

test('it refuses to go on where nobody can be asked', async () => {
  const { context } = contextWith(null)
  const refusal = confirmSending(context, SENDING, false)
  await expect(refusal).rejects.toBeInstanceOf(NoTerminalError)
  await expect(refusal).rejects.toMatchObject({ exitCode: 2, remedy: /--yes/ })
})

test('it does not ask with --yes, nor on a development chain', async () => {
  const { context, asked } = contextWith(null)
  await confirmSending(context, SENDING, true)
  await confirmSending(context, { ...SENDING, l1ChainId: 31_337 }, false)
  expect(asked).toEqual([])
})
