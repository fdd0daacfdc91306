// docxtemplater: a template is read again for each document.
import { readFileSync } from "node:fs";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";

export function renderer(template, context) {
  return () => {
    const document = new Docxtemplater(new PizZip(readFileSync(template)));
    document.render(context.priorities[0]);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
}
