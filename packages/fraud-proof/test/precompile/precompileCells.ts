import { precompilePrice } from '../../src/precompile/precompilePrice.ts'
import { type PrecompileOutcome, precompileInputs } from './precompileInputs.ts'

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

const outcomes: readonly PrecompileOutcome[] = [
  'output',
  'empty output',
  'refused',
  'too dear',
  'too long',
  'no input',
  'just enough gas',
  'out of gas',
]

/** What cannot happen, and why. */
function excluded(number: number, outcome: PrecompileOutcome): string | null {
  if (outcome === 'empty output' && ![1, 4, 5, 256].includes(number))
    return 'outputs of fixed length'
  if (outcome === 'empty output' && number === IDENTITY) return 'the cell without input'
  if (outcome === 'refused' && [1, 2, 3, 4, 256].includes(number)) return 'takes any input'
  if (outcome === 'too dear' && ![5, 8, 9].includes(number)) {
    return 'costs less than 3,000,000 gas of any 32 KiB'
  }
  if (outcome === 'too long' && number === IDENTITY) return 'identity has no bound'
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
    return outcomes.flatMap((outcome): PrecompileCell[] => {
      if (excluded(number, outcome) !== null) return []
      const cell = (input: Uint8Array, gas = GAS) => ({ number, outcome, input, gas })
      if (outcome === 'no input') return [cell(new Uint8Array())]
      if (outcome === 'too long') return [cell(new Uint8Array(TOO_LONG))]
      if (outcome === 'just enough gas') return [cell(first, price)]
      if (outcome === 'out of gas') return [cell(first, price - 1n)]
      const given = inputs[outcome]
      if (given === undefined) throw new Error(`precompile ${number} has no input for ${outcome}`)
      return given.map((input) => cell(input))
    })
  })
}

function priceOf(number: number, input: Uint8Array): bigint {
  if (number === IDENTITY) return 15n + 3n * BigInt(Math.ceil(input.length / 32))
  return precompilePrice(number, input)
}
