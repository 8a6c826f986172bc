import { expect, test } from 'vitest'
import { Turns } from '../../src/jsonrpc/Turns.ts'

/** Longer than a slice. */
const LONG_MS = 11

function spin(milliseconds: number): void {
  const endMs = performance.now() + milliseconds
  while (performance.now() < endMs);
}

/** Counts the rounds of the event loop until it is stopped. */
function countRounds() {
  let rounds = 0
  let isStopped = false
  const count = () => {
    rounds++
    if (!isStopped) setImmediate(count)
  }
  setImmediate(count)
  return () => {
    isStopped = true
    return rounds
  }
}

test('of much long work, one goes on in each round of the event loop', async () => {
  const turns = new Turns()
  const stop = countRounds()
  const work = async () => {
    for (let i = 0; i < 3; i++) {
      await turns.next()
      spin(LONG_MS)
    }
  }
  await Promise.all(Array.from({ length: 10 }, work))
  expect(stop()).toBeGreaterThanOrEqual(30)
})

test('of short work, several go on in one round, in their order', async () => {
  const turns = new Turns()
  const stop = countRounds()
  const order: number[] = []
  await Promise.all(
    Array.from({ length: 160 }, (_, i) => turns.next().then(() => void order.push(i))),
  )
  expect(order).toEqual(Array.from({ length: 160 }, (_, i) => i))
  expect(stop()).toBeLessThan(100)
})

test('new work begins at once, until it has had its share of the round', async () => {
  const turns = new Turns()
  expect(turns.begin()).toBeNull()
  expect(turns.begin()).toBeNull()
  spin(LONG_MS)
  const order: string[] = []
  const late = turns.begin()
  expect(late).not.toBeNull()
  await Promise.all([
    turns.next().then(() => order.push('old')),
    turns.next().then(() => order.push('old')),
    late?.then(() => order.push('new')),
  ])
  expect(order).toEqual(['new', 'old', 'old'])
  await new Promise((resolve) => setImmediate(resolve))
  expect(turns.begin()).toBeNull()
})
