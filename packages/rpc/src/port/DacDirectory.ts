import type { ChainDirectory } from './ChainDirectory.ts'
import type { DacPorts } from './DacPorts.ts'

/** The DACs that a node serves. */
export type DacDirectory = ChainDirectory<DacPorts>
