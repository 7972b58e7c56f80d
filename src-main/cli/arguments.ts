/** What stands after a command's name, as commander checked and collected it. */
export class Arguments {
  constructor(private readonly values: readonly unknown[]) {}

  /** The argument at a place; commander has seen to it that it is there. */
  text(index: number): string {
    const value = this.values[index]
    if (typeof value !== 'string') throw new Error(`argument ${index} is not a text`)
    return value
  }

  /** An argument that may be left out. */
  optional(index: number): string | undefined {
    return this.values[index] === undefined ? undefined : this.text(index)
  }

  /** A list of arguments that ends the command line. */
  list(index: number): readonly string[] {
    const value = this.values[index]
    if (!Array.isArray(value)) throw new Error(`argument ${index} is not a list`)
    return value.map(String)
  }
}
