import type { DacPorts } from './DacPorts.ts'

/** The DACs that a node serves; may grow while it runs. The same DAC is always the same object. */
export interface DacDirectory {
  /** Whom the path `/` serves; `null` while there is none. */
  first(): DacPorts | null
  bySlug(slug: string): DacPorts | null
}
