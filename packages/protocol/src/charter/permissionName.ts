import { namedOperations } from './namedOperations.ts'
import { opcodes } from './opcodes.ts'

const names = new Map<number, string>()
for (const [name, bits] of Object.entries(namedOperations)) {
  if (bits.length === 1) names.set(bits[0], name)
}
for (const [name, opcode] of opcodes) names.set(opcode, name)

/** Mnemonic or named operation of one bit; two hexadecimal digits for a number that means nothing yet. */
export function permissionName(bit: number): string {
  return names.get(bit) ?? `0x${bit.toString(16).padStart(2, '0')}`
}
