import { type PrecompileOutcome, precompileInputs } from './precompileInputs.ts'
import { priceOf } from './priceOf.ts'

export interface PrecompileCell {
  readonly number: number
  readonly outcome: PrecompileOutcome
  readonly input: Uint8Array
  /** Of the call. */
  readonly gas: bigint
}

const GAS = 4_000_000n
const IDENTITY = 4
const TOO_LONG = 32_769
/** Those whose input is a list, by the bytes of an item: a list that is too long is one that nothing else is wrong with. */
const ITEMS: Readonly<Record<number, number>> = { 12: 160, 14: 288, 15: 384 }
/** Those that an input of no bytes is no input for. */
const REFUSE_NOTHING = [9, 10, 11, 12, 13, 14, 15, 16, 17]

export const precompileOutcomes: readonly PrecompileOutcome[] = [
  'output',
  'empty output',
  'refused',
  'too dear',
  'too long',
  'no input, taken',
  'no input, refused',
  'just enough gas',
  'out of gas',
]

/** What cannot happen, and why. */
export function excluded(number: number, outcome: PrecompileOutcome): string | null {
  if (outcome === 'empty output' && ![1, 4, 5, 256].includes(number))
    return 'outputs of fixed length'
  if (outcome === 'refused' && [1, 2, 3, 4, 256].includes(number)) return 'takes any input'
  if (outcome === 'too dear' && ![5, 8, 9].includes(number)) {
    return 'costs less than 3,000,000 gas of any 32 KiB'
  }
  if (outcome === 'too long' && number === IDENTITY) return 'identity has no bound'
  if (outcome === 'no input, taken' && REFUSE_NOTHING.includes(number)) {
    return 'an input of no bytes is not as long as it has to be'
  }
  if (outcome === 'no input, refused' && !REFUSE_NOTHING.includes(number)) return 'takes any length'
  return null
}

/** Every cell: precompile × outcome, some with several inputs, less what cannot happen. */
export function precompileCells(): PrecompileCell[] {
  const all = precompileInputs()
  return Object.keys(all).flatMap((key) => {
    const number = Number(key)
    const inputs = all[number] ?? {}
    const first = inputs.output?.[0] as Uint8Array
    const price = priceOf(number, first)
    return precompileOutcomes.flatMap((outcome): PrecompileCell[] => {
      if (excluded(number, outcome) !== null) return []
      const cell = (input: Uint8Array, gas = GAS) => ({ number, outcome, input, gas })
      if (outcome === 'no input, taken' || outcome === 'no input, refused') {
        return [cell(new Uint8Array())]
      }
      if (outcome === 'empty output' && number === IDENTITY) return [cell(new Uint8Array())]
      if (outcome === 'too long') {
        const size = ITEMS[number] ?? 1
        return [cell(new Uint8Array(Math.ceil(TOO_LONG / size) * size))]
      }
      if (outcome === 'just enough gas') return [cell(first, price)]
      if (outcome === 'out of gas') return [cell(first, price - 1n)]
      const given = inputs[outcome]
      if (given === undefined) throw new Error(`precompile ${number} has no input for ${outcome}`)
      // What is too dear has to fail even for those who could pay it.
      return given.map((input) =>
        cell(input, outcome === 'too dear' ? most(GAS, priceOf(number, input)) : GAS),
      )
    })
  })
}

function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
