import { expect, test } from 'vitest'
import { medianInterval } from './medianInterval.ts'

/** Ratios around 1.02, with noise of up to ten per cent; every setting has a bias of its own. */
const ratios = (settings: number, rounds: number) =>
  Array.from({ length: settings }, (_, setting) =>
    Array.from({ length: rounds }, (_, round) => {
      const [bias, noise] = [Math.sin(setting * 7) / 500, Math.sin(setting * 31 + round * 17) / 10]
      return 1.02 + bias + noise
    }),
  )

test('the interval holds the median, and is the smaller the more is measured', () => {
  const [few, many] = [medianInterval(ratios(4, 10)), medianInterval(ratios(40, 10))]
  for (const [low, high] of [few, many]) {
    expect(low).toBeLessThan(1.02)
    expect(high).toBeGreaterThan(1.02)
  }
  expect(many[1] - many[0]).toBeLessThan(few[1] - few[0])
})

test('ratios that are all the same leave nothing open', () => {
  expect(medianInterval([[1.01, 1.01], [1.01]])).toEqual([1.01, 1.01])
})
