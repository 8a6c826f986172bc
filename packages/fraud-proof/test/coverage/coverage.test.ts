import { describe, expect, it } from 'vitest'
import { coverageTable } from './coverageTable.ts'
import { findGaps } from './findGaps.ts'
import { metCells } from './metCells.ts'

describe('the table of what steps can come to', { timeout: 120_000 }, () => {
  it('is covered, each opcode, precompile and kind of step × each outcome that it can have', async () => {
    const table = coverageTable()
    expect(new Set(table.map(({ name }) => name)).size).toBe(table.length)
    expect(findGaps(table, await metCells())).toEqual([])
    const excluded = table.filter(({ exclusion }) => exclusion !== null).length
    process.stderr.write(`${table.length - excluded} cells covered, ${excluded} excluded\n`)
  })

  it('has a gap where a cell is not met, is met though excluded, has no reason, or is unknown', () => {
    const table = [
      { name: 'ADD: ok', exclusion: null },
      { name: 'ADD: cold', exclusion: 'it accesses nothing' },
    ]
    const met = (covered: string[], seen = covered) => ({
      covered: new Set(covered),
      seen: new Set(seen),
    })
    expect(findGaps(table, met(['ADD: ok']))).toEqual([])
    expect(findGaps(table, met([], ['ADD: ok']))).toEqual(['ADD: ok is not covered'])
    expect(findGaps(table, met(['ADD: ok'], ['ADD: ok', 'ADD: cold']))).toEqual([
      'ADD: cold is met, and excluded: it accesses nothing',
    ])
    expect(findGaps([{ name: 'ADD: cold', exclusion: '' }], met([]))).toEqual([
      'ADD: cold is excluded without a reason',
    ])
    expect(findGaps(table, met(['ADD: ok', 'ADD: late']))).toEqual([
      'ADD: late is not in the table',
    ])
  })
})
