import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readList } from './readList.ts'

const MAX_PERCENTILES = 100

function readPercentile(value: unknown, at: string): number {
  if (typeof value === 'number' && value >= 0 && value <= 100) return value
  throw new InvalidParameterError({ at, problem: 'want a number from 0 to 100' })
}

const readAll = readList(readPercentile, MAX_PERCENTILES)

/** Percentiles in ascending order. */
export function readPercentiles(value: unknown, at: string): readonly number[] {
  const percentiles = readAll(value, at)
  for (let i = 1; i < percentiles.length; i++) {
    if ((percentiles[i] ?? 0) < (percentiles[i - 1] ?? 0)) {
      throw new InvalidParameterError({ at, problem: 'want ascending percentiles' })
    }
  }
  return percentiles
}
