/** Things to let go of together, once; what comes after the end is let go of at once. */
export class Scope {
  #releases: (() => void)[] = [];
  #ended = false;

  get ended(): boolean {
    return this.#ended;
  }

  keep(release: () => void): void {
    if (this.#ended) release();
    else this.#releases.push(release);
  }

  end(): void {
    this.#ended = true;
    const releases = this.#releases;
    this.#releases = [];
    for (const release of releases) release();
  }
}
