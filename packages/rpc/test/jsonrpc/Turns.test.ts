import { expect, test } from 'vitest'
import { Turns } from '../../src/jsonrpc/Turns.ts'

/** Longer than a slice. */
const LONG_MS = 11

/** Turns by a clock that only work moves. */
function turnsAndClock() {
  let nowMs = 0
  const work = (tookMs: number) => {
    nowMs += tookMs
  }
  return { turns: new Turns(() => nowMs), work }
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
  const { turns, work } = turnsAndClock()
  const stop = countRounds()
  const request = async () => {
    for (let i = 0; i < 3; i++) {
      await turns.next()
      work(LONG_MS)
    }
  }
  await Promise.all(Array.from({ length: 10 }, request))
  expect(stop()).toBeGreaterThanOrEqual(30)
})

test('of short work, several go on in one round, in their order', async () => {
  const { turns } = turnsAndClock()
  const stop = countRounds()
  const order: number[] = []
  await Promise.all(
    Array.from({ length: 160 }, (_, i) => turns.next().then(() => void order.push(i))),
  )
  expect(order).toEqual(Array.from({ length: 160 }, (_, i) => i))
  expect(stop()).toBeLessThan(100)
})

test('new work begins at once, until it has had its share of the round', async () => {
  const { turns, work } = turnsAndClock()
  expect(turns.begin()).toBeNull()
  expect(turns.begin()).toBeNull()
  work(LONG_MS)
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
