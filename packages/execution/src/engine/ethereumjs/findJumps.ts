const JUMPDEST = 0x5b
const PUSH1 = 0x60
const PUSH32 = 0x7f

/** 1 at each JUMPDEST of a code that is not push data. */
export function findJumps(code: Uint8Array): Uint8Array {
  const jumps = new Uint8Array(code.length)
  for (let i = 0; i < code.length; i++) {
    const opcode = code[i] as number
    if (opcode === JUMPDEST) jumps[i] = 1
    else if (opcode >= PUSH1 && opcode <= PUSH32) i += opcode - PUSH1 + 1
  }
  return jumps
}
