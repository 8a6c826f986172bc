const JUMPDEST = 0x5b
const PUSH1 = 0x60
const PUSH32 = 0x7f

/** A store hands out the same array for the same code, so an analysis lasts as long as the code is in use. */
const analyses = new WeakMap<Uint8Array, Uint8Array>()

/** Whether a JUMPDEST stands there that is not inside the data of a PUSH. */
export function isJumpTarget(code: Uint8Array, target: bigint): boolean {
  if (target >= BigInt(code.length)) return false
  let targets = analyses.get(code)
  if (targets === undefined) {
    targets = findTargets(code)
    analyses.set(code, targets)
  }
  return targets[Number(target)] === 1
}

function findTargets(code: Uint8Array): Uint8Array {
  const targets = new Uint8Array(code.length)
  for (let i = 0; i < code.length; i++) {
    const opcode = code[i] as number
    if (opcode === JUMPDEST) targets[i] = 1
    else if (opcode >= PUSH1 && opcode <= PUSH32) i += opcode - PUSH1 + 1
  }
  return targets
}
