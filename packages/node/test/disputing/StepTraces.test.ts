import { UnavailableError } from '@mvm/rpc'
import { expect, test } from 'vitest'
import { StepTraces } from '../../src/disputing/StepTraces.ts'
import type { ThreadedTrace } from '../../src/disputing/ThreadedTrace.ts'

const { signal } = new AbortController()

/** Traces that tell what becomes of them. */
function traces() {
  const told: string[] = []
  const open = (name: string) => async () => {
    told.push(`open ${name}`)
    return { close: async () => void told.push(`close ${name}`) } as unknown as ThreadedTrace
  }
  return { told, open }
}

test('keeps the last two blocks, and all are closed at the end', async () => {
  const { told, open } = traces()
  const steps = new StepTraces()
  for (const name of ['a', 'b', 'a', 'c', 'a']) {
    expect(await steps.ask(name, open(name), async () => name, signal)).toBe(name)
  }
  expect(told).toEqual(['open a', 'open b', 'close b', 'open c'])
  await steps.close()
  expect(told.slice(4).toSorted()).toEqual(['close a', 'close c'])
})

test('answers one question at a time, and refuses more than wait', async () => {
  const { told, open } = traces()
  const steps = new StepTraces()
  const gate = Promise.withResolvers<void>()
  let asked = 0
  const questions = Array.from({ length: 17 }, () =>
    steps.ask(
      'a',
      open('a'),
      async () => {
        asked++
        await gate.promise
      },
      signal,
    ),
  )
  await expect(steps.ask('a', open('a'), async () => 0, signal)).rejects.toThrow(UnavailableError)
  expect(asked).toBeLessThanOrEqual(1)
  gate.resolve()
  await Promise.all(questions)
  expect(asked).toBe(17)
  expect(told).toEqual(['open a'])
  await steps.close()
})

test('opens a trace again after a failure, and nothing for who has gone', async () => {
  const { told, open } = traces()
  const steps = new StepTraces()
  const failing = async () => {
    throw new RangeError('no')
  }
  await expect(steps.ask('a', open('a'), failing, signal)).rejects.toThrow('no')
  expect(await steps.ask('a', open('a'), async () => 1, signal)).toBe(1)
  await expect(
    steps.ask('b', open('b'), async () => 1, AbortSignal.abort(new RangeError('gone'))),
  ).rejects.toThrow('gone')
  expect(told).toEqual(['open a', 'close a', 'open a'])
  await steps.close()
})

test('ends the trace of a question that has waited too long, and answers the next one', async () => {
  const { told, open } = traces()
  const steps = new StepTraces()
  const limit = new AbortController()
  const slow = steps.ask('a', open('a'), () => new Promise<never>(() => undefined), limit.signal)
  const next = steps.ask('b', open('b'), async () => 'b', signal)
  await expect.poll(() => told).toEqual(['open a'])
  limit.abort(new RangeError('too long'))
  await expect(slow).rejects.toThrow('too long')
  expect(await next).toBe('b')
  expect(told).toEqual(['open a', 'close a', 'open b'])
  await steps.close()
})
