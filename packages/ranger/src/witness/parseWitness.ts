import { fromHex, type Hex } from '@mvm/protocol'
import { MalformedWitnessError } from './MalformedWitnessError.ts'
import type { SegmentWitness } from './SegmentWitness.ts'

const HEX = /^0x(?:[0-9a-f]{2})*$/

/** A witness from the result of `mvm_blockWitness` (docs/json-rpc.md). Throws {@link MalformedWitnessError}. */
export function parseWitness(json: unknown): SegmentWitness {
  if (typeof json !== 'object' || json === null) {
    throw new MalformedWitnessError({ problem: 'it is no object' })
  }
  const fields = json as Readonly<Record<string, unknown>>
  return {
    parentHeader: bytes(fields.parentHeader, 'parentHeader'),
    headers: list(fields.headers, 'headers'),
    nodes: list(fields.nodes, 'nodes'),
    codes: list(fields.codes, 'codes'),
  }
}

function list(value: unknown, name: string): Uint8Array[] {
  if (!Array.isArray(value)) throw new MalformedWitnessError({ problem: `"${name}" is no list` })
  return value.map((item) => bytes(item, name))
}

function bytes(value: unknown, name: string): Uint8Array {
  if (typeof value === 'string' && HEX.test(value)) return fromHex(value as Hex)
  throw new MalformedWitnessError({ problem: `"${name}" has something that is no hexadecimal` })
}
