import type { ChainPorts } from './ChainPorts.ts'

/** The chains that a node serves; may grow while it runs. The same chain is always the same object. */
export interface ChainDirectory<P extends ChainPorts> {
  /** Whom the path `/` serves; `null` while there is none. */
  first(): P | null
  bySlug(slug: string): P | null
}
