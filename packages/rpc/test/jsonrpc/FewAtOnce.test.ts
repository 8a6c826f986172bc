import { expect, test } from 'vitest'
import { FewAtOnce } from '../../src/jsonrpc/FewAtOnce.ts'

const { signal } = new AbortController()

/** Some rounds of the event loop later. */
async function next(): Promise<void> {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => setImmediate(resolve))
}

test('few works run at a time, the others in their order', async () => {
  const works = new FewAtOnce()
  const began: number[] = []
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>())
  const all = ends.map(({ promise }, i) =>
    works.run(async () => {
      began.push(i)
      await promise
      return i
    }, signal),
  )
  await next()
  expect(began).toEqual([0, 1])
  ends[1]?.resolve()
  await next()
  expect(began).toEqual([0, 1, 2])
  for (const { resolve } of ends) resolve()
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4])
})

test('a long row of short works leaves others their turns', async () => {
  const works = new FewAtOnce()
  let done = 0
  const all = Array.from({ length: 100 }, () =>
    works.run(async () => {
      done++
    }, signal),
  )
  await new Promise((resolve) => setImmediate(resolve))
  expect(done).toBeLessThan(50)
  await Promise.all(all)
  expect(done).toBe(100)
})

test('work that failed, or that nobody waits for, gives its place to the next', async () => {
  const works = new FewAtOnce()
  const gone = AbortSignal.abort(new Error('gone'))
  const failing = () => Promise.reject(new Error('broken'))
  const outcomes = await Promise.allSettled([
    ...[1, 2, 3].map(() => works.run(failing, signal)),
    works.run(async () => 'never', gone),
    works.run(async () => 'found', signal),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual([
    ...['rejected', 'rejected', 'rejected', 'rejected', 'fulfilled'],
  ])
})
