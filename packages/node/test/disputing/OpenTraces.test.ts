import { expect, test } from 'vitest'
import { type KeptTrace, OpenTraces } from '../../src/disputing/OpenTraces.ts'

interface NamedTrace extends KeptTrace {
  readonly name: string
}

/** Traces that tell what becomes of them. */
function traces(keptBytes: number) {
  const told: string[] = []
  const open = new OpenTraces<NamedTrace>(keptBytes)
  const add = (key: number, name: string, bytes: number) =>
    open.add(key, async () => {
      told.push(`make ${name}`)
      return { name, keptBytes: bytes, close: async () => void told.push(`close ${name}`) }
    })
  const ask = (key: number) => open.ask(key, ({ name }) => name)
  return { told, open, add, ask }
}

test('many small traces stay open, and large ones are made again when they are asked', async () => {
  const { told, add, ask } = traces(100)
  for (const key of [0, 1, 2, 3]) add(key, `small ${key}`, 10)
  for (const key of [4, 5]) add(key, `large ${key}`, 90)
  for (const key of [0, 1, 2, 3, 0, 1, 2, 3]) expect(await ask(key)).toBe(`small ${key}`)
  expect(told).toEqual(['make small 0', 'make small 1', 'make small 2', 'make small 3'])
  told.length = 0
  // What is asked does not count, nor what was asked before it until another is made.
  expect(await ask(4)).toBe('large 4')
  expect(told).toEqual(['make large 4'])
  expect(await ask(5)).toBe('large 5')
  expect(told.slice(1)).toEqual(['close small 2', 'close small 1', 'close small 0', 'make large 5'])
  told.length = 0
  for (const key of [3, 4, 5]) await ask(key)
  expect(told).toEqual([])
  await ask(0)
  expect(told).toEqual(['close large 4', 'close small 3', 'make small 0'])
})

test('a trace that is larger than all that may be kept goes when another is asked', async () => {
  const { told, add, ask } = traces(100)
  add(0, 'huge', 1_000)
  add(1, 'small', 1)
  await ask(0)
  await ask(0)
  await ask(1)
  expect(told).toEqual(['make huge', 'close huge', 'make small'])
})

test('one is made at a time, and who ends one does not wait for it to be made', async () => {
  const { open, add, ask, told } = traces(100)
  let made = 0
  open.add(
    0,
    (signal) =>
      new Promise((_, reject) => {
        made++
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      }),
  )
  add(1, 'next', 1)
  const first = ask(0)
  const second = ask(1)
  const again = ask(0)
  await expect.poll(() => made).toBe(1)
  expect(told).toEqual([])
  const removed = open.remove(0)
  await expect(first).rejects.toThrow('aborted')
  expect(await second).toBe('next')
  await expect(again).rejects.toThrow('aborted')
  await removed
  expect(made).toBe(1)
  await expect(ask(0)).rejects.toThrow('no trace 0')
})

test('what could not be made is tried again', async () => {
  const { open } = traces(100)
  let tries = 0
  open.add(0, async () => {
    if (tries++ === 0) throw new RangeError('not yet')
    return { name: 'late', keptBytes: 1, close: async () => undefined }
  })
  await expect(open.ask(0, ({ name }) => name)).rejects.toThrow('not yet')
  expect(await open.ask(0, ({ name }) => name)).toBe('late')
})
