import { fromHex, opcodes } from '@mvm/protocol'

/**
 * Bytes of a program in mnemonics: `PUSH1 2 ADD`. A PUSH is followed by its value, decimal or 0x…; a word in
 * quotation marks, as in `"fe0c"`, stands for its bytes.
 */
export function assemble(program: string): Uint8Array {
  const words = program.trim().split(/\s+/)
  const bytes: number[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    if (word.startsWith('"')) {
      bytes.push(...fromHex(word.slice(1, -1)))
      continue
    }
    const opcode = opcodes.get(word)
    if (opcode === undefined) throw new Error(`${word} is no mnemonic`)
    bytes.push(opcode)
    const length = opcode - 0x5f
    if (opcode < 0x60 || opcode > 0x7f) continue
    i += 1
    const digits = BigInt(words[i] as string)
      .toString(16)
      .padStart(length * 2, '0')
    if (digits.length > length * 2) throw new Error(`${words[i]} does not fit ${word}`)
    bytes.push(...fromHex(digits))
  }
  return Uint8Array.from(bytes)
}
