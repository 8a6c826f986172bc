import { expect, test } from 'vitest'
import { Fanout } from '../../src/subscription/Fanout.ts'

const LISTENERS = 60
const patient = { timeout: 30_000 }

function spin(milliseconds: number): void {
  const endMs = performance.now() + milliseconds
  while (performance.now() < endMs);
}

test('many slow listeners are told in slices, each of every event in order, while others have their turn', async () => {
  let tell: (event: number) => void = () => {}
  const fanout = new Fanout<number>((listener) => {
    tell = listener
    return () => {}
  })
  const told = Array.from({ length: LISTENERS }, (): number[] => [])
  const ends = told.map((events) =>
    fanout.add((event) => {
      spin(1)
      events.push(event)
    }),
  )
  tell(1)
  tell(2)
  // Somebody goes before being told, and somebody comes after it happened.
  expect(told.at(-1)).toEqual([])
  ends.at(-1)?.()
  const late: number[] = []
  fanout.add((event) => late.push(event))
  tell(3)
  await expect.poll(() => told.at(-2), patient).toEqual([1, 2, 3])
  expect(told.at(-1)).toEqual([])
  expect(told.slice(0, -1).every((events) => events.join() === '1,2,3')).toBe(true)
  await expect.poll(() => late, patient).toEqual([3])
})
