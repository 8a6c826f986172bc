import { expect, test } from 'vitest'
import { LogScans } from '../../src/chain/LogScans.ts'

const { signal } = new AbortController()

test('few searches run at a time, the others in their order', async () => {
  const scans = new LogScans()
  const began: number[] = []
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>())
  const all = ends.map(({ promise }, i) =>
    scans.run(async () => {
      began.push(i)
      await promise
      return i
    }, signal),
  )
  const next = () => new Promise((resolve) => setImmediate(resolve))
  await next()
  expect(began).toEqual([0, 1])
  ends[1]?.resolve()
  await next()
  expect(began).toEqual([0, 1, 2])
  for (const { resolve } of ends) resolve()
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4])
})

test('a search that failed, or that nobody waits for, gives its place to the next', async () => {
  const scans = new LogScans()
  const gone = AbortSignal.abort(new Error('gone'))
  const failing = () => Promise.reject(new Error('broken'))
  const outcomes = await Promise.allSettled([
    ...[1, 2, 3].map(() => scans.run(failing, signal)),
    scans.run(async () => 'never', gone),
    scans.run(async () => 'found', signal),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual([
    ...['rejected', 'rejected', 'rejected', 'rejected', 'fulfilled'],
  ])
})
