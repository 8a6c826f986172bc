import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stepModules } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { machineTables, opcodeFiles } from '../../docs/machineTables.ts'
import { opcodeTexts } from '../../docs/opcodeTexts.ts'
import type { StepCosts } from '../../docs/StepCosts.ts'
import { withTables } from '../../docs/withTables.ts'
import { Kind, opcodeRules } from '../../src/index.ts'
import type { OpcodeHandlers } from '../../src/step/OpcodeHandler.ts'
import { cells, opcodeOf } from '../machine/cells.ts'
import { TestMachine } from '../machine/TestMachine.ts'

const root = join(import.meta.dirname, '../../../..')
const page = readFileSync(join(root, 'docs/machine.md'), 'utf8')
const costs: StepCosts = JSON.parse(
  readFileSync(join(root, 'packages/fraud-proof/snapshots/OneStep.json'), 'utf8'),
)

/** A transient word, without which there is no way to any: PUSH1 1 PUSH1 3 TSTORE. */
const STORED = [0x60, 1, 0x60, 3, 0x5d]

describe('the page about the machine', { timeout: 300_000 }, () => {
  it('has the tables that the code prints: node packages/fraud-proof/docs/print.ts', () => {
    expect(withTables(page, machineTables(costs))).toBe(page)
  })

  it('refuses a page that has no place for a table', () => {
    expect(() => withTables('a page', { opcodes: 'a table' })).toThrow(RangeError)
  })

  it('names the file that has each opcode’s handler', async () => {
    for (const module of stepModules) {
      const file = opcodeFiles[module]
      const own = opcodeRules.flatMap((rule) => (rule?.module === module ? [rule.opcode] : []))
      expect(file === undefined).toBe(own.length === 0)
      if (file === undefined) continue
      const name = file.slice(0, -'.ts'.length)
      const exported: Record<string, OpcodeHandlers> = await import(`../../src/step/${name}.ts`)
      const handlers = exported[name] ?? {}
      expect(Object.keys(handlers).map(Number).sort(ascending)).toEqual(own.sort(ascending))
    }
  })

  it('tells of opcodes that there are, and of those that read more or go on otherwise', () => {
    const names = opcodeRules.flatMap((rule) => (rule === undefined ? [] : [rule.name]))
    expect(names).toEqual(expect.arrayContaining(Object.keys(opcodeTexts)))
    const seen = new Map<string, { reads: boolean; kinds: Set<number>; gas: Set<bigint> }>()
    for (const { rule, program, outcome } of cells()) {
      if (outcome === 'permission denied' || outcome === 'static violation') continue
      const isTransient = rule.name === 'TLOAD' || rule.name === 'TSTORE'
      const code = isTransient ? Uint8Array.from([...STORED, ...program.code]) : program.code
      const machine = new TestMachine({ calldata: new Uint8Array(64), ...program, code })
      const known = seen.get(rule.name) ?? { reads: false, kinds: new Set(), gas: new Set() }
      seen.set(rule.name, known)
      for (const { state, after, elements } of machine.record()) {
        if (opcodeOf(state, code) !== rule.opcode || !('frame' in after)) continue
        // Six for the opening, the code, the values if there are any.
        known.reads ||= elements.length > (rule.pops > 0 ? 8 : 7)
        const isHalt = after.kind === Kind.FRAME_EXIT && after.pending?.words[0] === 0
        if (isHalt || !('frame' in state)) continue
        known.kinds.add(after.kind)
        known.gas.add((state.frame?.gas ?? 0n) - (after.frame?.gas ?? 0n))
      }
    }
    for (const rule of opcodeRules) {
      if (rule === undefined || rule.name === 'INVALID') continue
      const { tape, gas, goesOn } = opcodeTexts[rule.name] ?? {}
      const found = seen.get(rule.name)
      expect([rule.name, found?.reads]).toEqual([rule.name, tape !== undefined])
      const [kind = Kind.EXEC] = Object.entries(Kind).flatMap(([name, number]) =>
        goesOn?.startsWith(name) === true ? [number] : [],
      )
      const possible = goesOn?.includes('unless') === true ? [kind, Kind.EXEC] : [kind]
      expect(found?.kinds).toContain(kind)
      expect([rule.name, possible]).toEqual([
        rule.name,
        expect.arrayContaining([...(found?.kinds ?? [])]),
      ])
      // What costs always the same costs what its rule says.
      if (gas === undefined)
        expect([rule.name, [...(found?.gas ?? [])]]).toEqual([rule.name, [rule.gas]])
    }
  })
})

function ascending(a: number, b: number): number {
  return a - b
}
