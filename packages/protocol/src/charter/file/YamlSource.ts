import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
} from 'yaml'
import type { CharterProblem } from './CharterProblem.ts'
import { closestWord } from './closestWord.ts'

/** A place in the document and what stands there. */
export interface YamlNode {
  readonly path: string
  /** Offset in the text, for the problem's line and column. */
  readonly offset: number
  /** The node of the `yaml` library; `undefined` where the key is absent. */
  readonly node: unknown
}

/**
 * A YAML text read with its positions: hands out its parts in the form that the reader expects, and collects a
 * problem for each part that has another form.
 */
export class YamlSource {
  readonly #document: Document
  readonly #lines = new LineCounter()
  readonly #problems: CharterProblem[] = []

  constructor(text: string) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false })
    for (const { message, pos } of [...this.#document.errors, ...this.#document.warnings]) {
      this.#add(pos[0], '', message.replace(/\.$/, ''), 'YAML')
    }
  }

  get root(): YamlNode {
    return { path: '', offset: 0, node: this.#document.contents }
  }

  /** Whether the text is YAML at all; if not, its parts say nothing. */
  get isYaml(): boolean {
    return this.#document.errors.length === 0
  }

  /** The problems so far, in the order of the text. */
  get problems(): CharterProblem[] {
    return this.#problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  }

  problem(at: YamlNode, message: string, allowed: string): void {
    this.#add(at.offset, at.path, message, allowed)
  }

  /** The values of a mapping by key, `node` undefined for absent ones; each key but `keys` is a problem. */
  mapping<const K extends string>(
    at: YamlNode,
    keys: readonly K[],
  ): Record<K, YamlNode> | undefined {
    const { node } = at
    if (!isMap(node)) {
      this.problem(at, 'is not a mapping', `the keys ${keys.join(', ')}`)
      return undefined
    }
    const values = {} as Record<K, YamlNode>
    for (const key of keys) {
      values[key] = { path: join(at.path, key), offset: at.offset, node: undefined }
    }
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '?'
      const offset = isScalar(key) ? (key.range?.[0] ?? at.offset) : at.offset
      if ((keys as readonly string[]).includes(name)) {
        values[name as K] = this.#at(join(at.path, name), value, offset)
      } else {
        const meant = closestWord(name, keys)
        this.#add(
          offset,
          join(at.path, name),
          `unknown key "${name}"${meant === undefined ? '' : `, did you mean "${meant}"?`}`,
          keys.join(', '),
        )
      }
    }
    return values
  }

  /** The items of a list; anything else is a problem. */
  sequence(at: YamlNode, of: string): YamlNode[] | undefined {
    const { node } = at
    if (!isSeq(node)) {
      this.problem(at, 'is not a list', `a list of ${of}`)
      return undefined
    }
    return node.items.map((item, i) => this.#at(`${at.path}[${i}]`, item, at.offset))
  }

  /**
   * A scalar as it is written, so that an address or an amount without quotes is not taken for a number;
   * `undefined` where there is none or an empty one.
   */
  scalar(at: YamlNode): string | undefined {
    const { node } = at
    if (!isScalar(node)) return undefined
    if (typeof node.value === 'string') return node.value
    if (node.value === null || node.value === undefined) return undefined
    return node.source ?? String(node.value)
  }

  /** Whether something stands there: neither an absent key nor one without a value. */
  isPresent({ node }: YamlNode): boolean {
    return node !== undefined && node !== null && !(isScalar(node) && node.value === null)
  }

  #at(path: string, value: unknown, offset: number): YamlNode {
    const range = rangeOf(value)
    const node = isAlias(value) ? value.resolve(this.#document) : value
    return { path, offset: range ?? offset, node }
  }

  #add(offset: number, path: string, message: string, allowed: string): void {
    const { line, col } = this.#lines.linePos(offset)
    // A text without a line break has no entry in the counter.
    const [row, column] = line === 0 ? [1, offset + 1] : [line, col]
    this.#problems.push({ line: row, column, path, message, allowed })
  }
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

function rangeOf(value: unknown): number | undefined {
  if (isAlias(value) || isScalar(value) || isMap(value) || isSeq(value)) return value.range?.[0]
  return isPair(value) ? rangeOf(value.key) : undefined
}
