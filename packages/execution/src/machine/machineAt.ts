import type { Machine } from './Machine.ts'

const PROTOCOL: Partial<Machine> = {}

/** What differs from the protocol at a block; nothing without a machine or before its first block. */
export function machineAt(machine: Machine | undefined, blockNumber: number): Partial<Machine> {
  return machine !== undefined && blockNumber >= machine.fromBlock ? machine : PROTOCOL
}
