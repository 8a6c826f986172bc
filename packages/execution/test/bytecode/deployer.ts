import { assemble } from './assemble.ts'

/** Init code that deploys a runtime code as it is. */
export function deployer(runtime: Uint8Array): Uint8Array {
  const head = assemble(
    `PUSH2 ${runtime.length} PUSH1 12 PUSH0 CODECOPY PUSH2 ${runtime.length} PUSH0 RETURN`,
  )
  return Uint8Array.from([...head, ...runtime])
}
