import { fromHex, opcodes } from '@mvm/protocol'

/** Bytes of a program in mnemonics; a PUSH is followed by its value, decimal or 0x…. */
export function assemble(program: string): Uint8Array {
  const words = program.trim().split(/\s+/)
  const bytes: number[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    const opcode = opcodes.get(word)
    if (opcode === undefined) throw new Error(`${word} is no mnemonic`)
    bytes.push(opcode)
    if (opcode < 0x60 || opcode > 0x7f) continue
    i += 1
    const length = opcode - 0x5f
    const digits = BigInt(words[i] as string).toString(16)
    bytes.push(...fromHex(`0x${digits.padStart(length * 2, '0')}`))
  }
  return Uint8Array.from(bytes)
}

/** Init code that deploys a runtime code as it is. */
export function deployer(program: string): Uint8Array {
  const runtime = assemble(program)
  const head = assemble(
    `PUSH2 ${runtime.length} PUSH1 12 PUSH0 CODECOPY PUSH2 ${runtime.length} PUSH0 RETURN`,
  )
  return Uint8Array.from([...head, ...runtime])
}
