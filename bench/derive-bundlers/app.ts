/* All of six libraries: what an app of 2.4 MB has, minified. */
import * as toolkit from "@reduxjs/toolkit";
import * as chart from "chart.js";
import * as echarts from "echarts";
import * as react from "react";
import * as client from "react-dom/client";
import * as rxjs from "rxjs";
import * as three from "three";

Object.assign(globalThis, { libraries: { toolkit, chart, echarts, react, client, rxjs, three } });
