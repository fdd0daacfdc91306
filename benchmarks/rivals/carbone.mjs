// carbone, in its free edition: a template is read again for each document.
import { promisify } from "node:util";
import carbone from "carbone";

const render = promisify(carbone.render);

export function renderer(template, context) {
  return () => render(template, context.priorities[0], {});
}
