import { namedOperations } from './namedOperations.ts'
import { opcodes } from './opcodes.ts'

const named: ReadonlyMap<string, readonly number[]> = new Map(Object.entries(namedOperations))

/** Bits of the mask that a mnemonic or a named operation stands for; `undefined` for any other word. */
export function permissionBits(name: string): readonly number[] | undefined {
  const opcode = opcodes.get(name)
  return opcode === undefined ? named.get(name) : [opcode]
}
