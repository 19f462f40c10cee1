/*
 * The step of src/simulation/step.ts once more, in plain C: what the kernel's speed is measured against. One array a
 * variable, the phases in the same order. Not part of the program.
 *
 *   step NETWORK RUNS          prints the nanoseconds of ten steps after ten steps, a line a run
 *   step NETWORK 0 RECORD      writes what a run records: per step I, F, then o, w, x, transit, then D, served, short, B
 *
 * NETWORK is written by test/bench/in-c.ts: numbers and arrays in the order in which main() reads them. Compiled with
 * LANES = 8, so many runs advance in lockstep, in the vectors that the machine has: how fast the recurrence can be. What
 * runs keep lot by lot is done run by run, and only where anything is under review.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef LANES
#define LANES 1
#endif

#define EACH(i, n) for (int i = 0; i < (n); i++)
#define OF(i, table, owner) for (int i = table.start[owner]; i < table.start[(owner) + 1]; i++)
/* All runs side by side; AT is the number of run i. */
#define LANE _Pragma("omp simd") for (int i = 0; i < LANES; i++)
#define AT(all, place) all[(size_t)(place) * LANES + i]
#define ZERO(all, places) memset(all, 0, (size_t)(places) * LANES * sizeof *(all))

typedef struct { int *start, *items; } Table;

static FILE *file;
static int steps, stockpiles, flows, licences, demands, input_count, byproduct_count, width, row_length, t;
static int shares_are_constant, application_span, lot_span;
static int at_capacity, at_share, at_allow, at_limit, at_review, at_approve, at_valid, at_demand, at_cover, at_target;
static int *to, *licence_of, *is_release, *draws_from, *is_backordered, *input_owner, *lead, *changing;
static Table inputs, byproducts, inflows, deliveries, ordinary_of, gated_by, demands_on, claims, tiers, switch_order,
    release_order;
static double *first, *values, *taken, *given, *release_below, *adjust, *forecast_steps, *switchable, *conserve,
    *initial_on_hand, *initial_forecast, *initial_flow;

static double *row, *capacity, *share, *allow, *limit_, *review, *approve, *valid, *scheduled_demand, *cover, *target;
static double *on_hand, *forecast, *forecast_used, *need, *byproduct_arrivals, *order;
static double *pipeline, *applications, *lots, *lot_expiry, *unused, *trusted, *in_transit, *pending, *held, *sigma,
    *expected, *switched, *limit_bound, *regular, *expected_share, *ordered, *wanted, *asked, *shipped, *applied,
    *granted, *lapsed;
static double *input_request, *input_regular, *input_granted;
static double *backlog, *demand, *demand_request, *demand_regular, *served, *shortfall;
static int *pipeline_start, *pipeline_now, *lot_first, *lot_count, *under_review, *is_releasing;

static double least(double a, double b) { return b < a ? b : a; }
static double most(double a, double b) { return b > a ? b : a; }

static void schedules(void) {
  EACH(column, width) LANE AT(row, changing[column]) = AT(values, (size_t)t * width + column);
}

static void arrivals(void) {
  ZERO(byproduct_arrivals, stockpiles);
  EACH(f, flows) {
    int begin = pipeline_start[f], slot = begin + pipeline_now[f];
    double arriving[LANES], coming[LANES];
    LANE {
      arriving[i] = AT(pipeline, slot);
      coming[i] = 0;
      AT(pipeline, slot) = 0;
      AT(on_hand, to[f]) += arriving[i];
    }
    OF(b, byproducts, f) {
      int j = byproducts.items[b];
      LANE {
        double quantity = AT(given, b) * arriving[i];
        AT(on_hand, j) += quantity;
        AT(byproduct_arrivals, j) += quantity;
      }
    }
    for (int s = begin; s < begin + lead[f]; s++) LANE coming[i] += AT(pipeline, s);
    LANE AT(in_transit, f) = coming[i];
  }
}

/* Lots of a flow in one run, at `base`; `at` is their place among those of flows and runs. */
static double drop_expired_lots(int at) {
  int base = at * lot_span, kept = 0;
  double expired = 0;
  EACH(n, lot_count[at]) {
    int from = base + (lot_first[at] + n) % lot_span;
    if (lot_expiry[from] <= t) {
      expired += lots[from];
      continue;
    }
    int into = base + (lot_first[at] + kept) % lot_span;
    lots[into] = lots[from];
    lot_expiry[into] = lot_expiry[from];
    kept++;
  }
  lot_count[at] = kept;
  return expired;
}

static void add_lot(int at, double quantity, double expiry) {
  int base = at * lot_span, count = lot_count[at];
  int newest = base + (lot_first[at] + count - 1 + lot_span) % lot_span;
  if (count > 0 && isinf(expiry) && isinf(lot_expiry[newest])) {
    lots[newest] += quantity;
    return;
  }
  int place = base + (lot_first[at] + count) % lot_span;
  lots[place] = quantity;
  lot_expiry[place] = expiry;
  lot_count[at] = count + 1;
}

static void use_lots(int at, double quantity) {
  double rest = quantity;
  while (rest > 0 && lot_count[at] > 0) {
    int oldest = at * lot_span + lot_first[at];
    if (lots[oldest] > rest) {
      lots[oldest] -= rest;
      return;
    }
    rest -= lots[oldest];
    lot_first[at] = (lot_first[at] + 1) % lot_span;
    lot_count[at]--;
  }
}

static void decide(int f, int l, int i) {
  int at = f * LANES + i;
  double *mine = applications + (size_t)at * application_span;
  granted[at] = lapsed[at] = 0;
  under_review[at] = AT(review, l) > 0 && AT(allow, l) > 0;
  if (under_review[at]) {
    lapsed[at] = drop_expired_lots(at);
    double lot = AT(approve, l) * mine[t % application_span], sum = 0;
    mine[t % application_span] = 0;
    granted[at] = lot;
    if (lot > 0) add_lot(at, lot, t + AT(valid, l));
    EACH(n, application_span) sum += mine[n];
    pending[at] = sum;
    sum = 0;
    EACH(n, lot_count[at]) sum += lots[at * lot_span + (lot_first[at] + n) % lot_span];
    held[at] = sum;
  } else if (pending[at] > 0 || held[at] > 0) {
    lapsed[at] = held[at];
    lot_count[at] = 0;
    memset(mine, 0, application_span * sizeof(double));
    held[at] = pending[at] = 0;
  }
  unused[at] = least(unused[at], held[at]);
}

static void decisions(void) {
  EACH(f, flows) if (licence_of[f] >= 0) EACH(i, LANES) decide(f, licence_of[f], i);
}

static void shares(void) {
  if (shares_are_constant && t > 0) return;
  EACH(j, stockpiles) {
    double total[LANES] = {0};
    OF(n, inflows, j) LANE total[i] += AT(share, inflows.items[n]);
    OF(n, inflows, j) {
      int f = inflows.items[n];
      LANE AT(sigma, f) = total[i] > 0 ? AT(share, f) / total[i] : 0;
    }
  }
}

static void limit_bounds(const double *quantity) {
  EACH(f, flows) LANE AT(limit_bound, f) = INFINITY;
  EACH(l, licences) {
    int bound = 0;
    EACH(i, LANES) bound |= !isinf(AT(limit_, l)) && !(AT(review, l) > 0 && AT(allow, l) > 0);
    if (!bound) continue;
    double assigned[LANES] = {0}, needed[LANES] = {0}, left[LANES], more[LANES] = {0};
    int over[LANES];
    OF(n, ordinary_of, l) {
      int f = ordinary_of.items[n];
      LANE {
        assigned[i] += AT(sigma, f) * AT(quantity, to[f]);
        needed[i] += AT(sigma, f) * AT(forecast, to[f]);
      }
    }
    LANE {
      left[i] = AT(limit_, l);
      over[i] = assigned[i] > left[i] && !(AT(review, l) > 0 && AT(allow, l) > 0);
    }
    OF(n, ordinary_of, l) {
      int f = ordinary_of.items[n];
      LANE if (over[i]) {
        double here = AT(sigma, f) * AT(quantity, to[f]), limit = AT(limit_, l);
        AT(limit_bound, f) = needed[i] == 0 ? 0 : least(here, limit * (AT(sigma, f) * AT(forecast, to[f])) / needed[i]);
        left[i] -= AT(limit_bound, f);
        more[i] += here - AT(limit_bound, f);
      }
    }
    LANE left[i] = most(0, left[i]);
    OF(n, ordinary_of, l) {
      int f = ordinary_of.items[n];
      LANE if (over[i] && more[i] > 0) {
        double part = AT(limit_bound, f);
        AT(limit_bound, f) = part + left[i] * (AT(sigma, f) * AT(quantity, to[f]) - part) / more[i];
      }
    }
  }
}

static void turn_elsewhere(int j, double *rest, double *parts) {
  OF(n, switch_order, j) {
    int f = switch_order.items[n], l = licence_of[f];
    LANE {
      int open = l < 0 || (AT(allow, l < 0 ? 0 : l) >= 1 && !AT(under_review, f) && isinf(AT(limit_, l < 0 ? 0 : l)));
      double room = most(0, least(AT(capacity, f), AT(trusted, f)) - AT(parts, f));
      double turned = open && rest[i] > 0 ? least(rest[i], room) : AT(switched, f);
      AT(switched, f) = turned;
      AT(parts, f) += open && rest[i] > 0 ? turned : 0;
      rest[i] -= open && rest[i] > 0 ? turned : 0;
    }
  }
}

static void split(const double *quantity, double *parts) {
  limit_bounds(quantity);
  EACH(j, stockpiles) {
    double spill[LANES] = {0};
    OF(n, inflows, j) {
      int f = inflows.items[n], l = licence_of[f];
      LANE {
        double assigned = AT(sigma, f) * AT(quantity, j);
        double pass = least(least(assigned, AT(capacity, f)), AT(limit_bound, f));
        if (l >= 0) {
          double wished = isnan(AT(target, j)) ? AT(forecast, j) : AT(quantity, j);
          pass = AT(allow, l) < 1 ? least(pass, AT(allow, l) * (AT(sigma, f) * wished)) : pass;
        }
        AT(parts, f) = pass;
        AT(expected, f) = least(l >= 0 && AT(under_review, f) ? pass * AT(approve, l) : pass, AT(trusted, f));
        AT(switched, f) = 0;
        spill[i] += assigned - AT(expected, f);
      }
    }
    LANE spill[i] *= AT(switchable, j);
    turn_elsewhere(j, spill, parts);
  }
}

static void expected_shares(void) {
  EACH(j, stockpiles) {
    double total[LANES] = {0};
    OF(n, inflows, j) LANE total[i] += AT(expected, inflows.items[n]) + AT(switched, inflows.items[n]);
    OF(n, inflows, j) {
      int f = inflows.items[n];
      LANE {
        int nothing = total[i] <= 1e-9 * AT(forecast, j);
        AT(expected_share, f) = nothing ? AT(sigma, f) : (AT(expected, f) + AT(switched, f)) / total[i];
      }
    }
  }
}

static void add_under_way(int f, double *sum) {
  int l = licence_of[f];
  if (l < 0) LANE sum[i] += AT(in_transit, f);
  else LANE sum[i] += AT(in_transit, f) + AT(approve, l) * AT(pending, f) + AT(held, f) - AT(unused, f);
}

static void releases(void) {
  ZERO(is_releasing, stockpiles);
  EACH(j, stockpiles) {
    double coming[LANES] = {0};
    OF(n, release_order, j) add_under_way(release_order.items[n], coming);
    OF(n, release_order, j) {
      int f = release_order.items[n], l = licence_of[f];
      EACH(i, LANES) {
        double trigger = AT(release_below, f), there = AT(on_hand, j) + coming[i];
        double gap = most(0, trigger * AT(forecast, j) - AT(on_hand, j) - coming[i]);
        AT(ordered, f) = (l < 0 ? 1 : AT(allow, l)) * least(AT(capacity, f), gap);
        if (there < (trigger + 1) * AT(forecast, j)) OF(input, inputs, f) AT(is_releasing, inputs.items[input]) = 1;
        coming[i] += AT(ordered, f);
      }
    }
  }
}

static void order_of(int j) {
  double delay[LANES] = {0}, position[LANES];
  LANE position[i] = AT(on_hand, j);
  OF(n, inflows, j) {
    int f = inflows.items[n], l = licence_of[f];
    if (l < 0) LANE delay[i] += AT(expected_share, f) * lead[f];
    else LANE delay[i] += AT(expected_share, f) * (lead[f] + (AT(under_review, f) ? AT(review, l) : 0));
  }
  double under_way[LANES];
  OF(n, deliveries, j) {
    LANE under_way[i] = 0;
    add_under_way(deliveries.items[n], under_way);
    LANE position[i] += under_way[i];
  }
  OF(n, demands_on, j) LANE position[i] -= AT(backlog, demands_on.items[n]);
  LANE {
    double need_now = AT(forecast, j);
    double keep = isnan(AT(target, j)) ? need_now * AT(cover, j) : AT(target, j);
    double wish = need_now - AT(byproduct_arrivals, j) + (keep + need_now * delay[i] - position[i]) / AT(adjust, j);
    AT(order, j) = AT(is_releasing, j) ? 0 : most(0, wish);
  }
}

static void orders(void) {
  shares();
  split(forecast, regular);
  expected_shares();
  releases();
  EACH(j, stockpiles) order_of(j);
  split(order, ordered);
}

static void apply(int f, int i) {
  int due = (int)(t + AT(review, licence_of[f])) % application_span;
  AT(applied, f) = most(0, AT(ordered, f) - AT(unused, f));
  applications[((size_t)f * LANES + i) * application_span + due] += AT(applied, f);
  AT(pending, f) += AT(applied, f);
  AT(wanted, f) = least(AT(held, f), AT(capacity, f));
}

static void licence(void) {
  EACH(f, flows) {
    LANE {
      AT(applied, f) = 0;
      AT(wanted, f) = AT(ordered, f);
    }
    if (licence_of[f] >= 0) EACH(i, LANES) if (AT(under_review, f)) apply(f, i);
  }
  EACH(l, licences) {
    double total[LANES] = {0};
    OF(n, gated_by, l) LANE total[i] += AT(wanted, gated_by.items[n]);
    OF(n, gated_by, l) {
      int f = gated_by.items[n];
      LANE AT(wanted, f) = total[i] > AT(limit_, l) ? AT(wanted, f) * (AT(limit_, l) / total[i]) : AT(wanted, f);
    }
  }
}

static void requests(void) {
  EACH(f, flows) {
    int begin = inputs.start[f], end = inputs.start[f + 1];
    double quantity[LANES], regularly[LANES];
    LANE quantity[i] = AT(wanted, f);
    if (end - begin > 1) {
      for (int n = begin; n < end; n++) {
        int j = inputs.items[n];
        LANE quantity[i] = least(quantity[i], AT(on_hand, j) / AT(taken, n));
      }
    }
    LANE {
      AT(asked, f) = quantity[i];
      regularly[i] = least(quantity[i], is_release[f] ? AT(wanted, f) : AT(regular, f));
    }
    for (int n = begin; n < end; n++) LANE {
      AT(input_request, n) = AT(taken, n) * quantity[i];
      AT(input_regular, n) = AT(taken, n) * regularly[i];
    }
  }
  EACH(k, demands) {
    int j = draws_from[k];
    LANE {
      double due = AT(scheduled_demand, k), sparing = AT(conserve, k), need_now = AT(forecast, j);
      double stretch = sparing > 0 && need_now > 0 ? least(1, AT(on_hand, j) / need_now / sparing) : 1;
      AT(demand, k) = due;
      AT(demand_request, k) = (due + AT(backlog, k)) * stretch;
      AT(demand_regular, k) = due * stretch;
    }
  }
}

static void ration_tier(int from, int end, double *left) {
  double requested[LANES] = {0}, regularly[LANES] = {0}, regular_fraction[LANES], rest_fraction[LANES];
  int fits[LANES];
  for (int n = from; n < end; n++) {
    int claim = claims.items[n], place = claim >= 0 ? claim : -1 - claim;
    double *request = claim >= 0 ? input_request : demand_request, *part = claim >= 0 ? input_regular : demand_regular;
    LANE {
      requested[i] += AT(request, place);
      regularly[i] += AT(part, place);
    }
  }
  LANE {
    fits[i] = requested[i] <= left[i];
    regular_fraction[i] = fits[i] || regularly[i] <= left[i] ? 1 : left[i] / regularly[i];
    double rest = regularly[i] < left[i] ? (left[i] - regularly[i]) / (requested[i] - regularly[i]) : 0;
    rest_fraction[i] = fits[i] ? 1 : rest;
  }
  for (int n = from; n < end; n++) {
    int claim = claims.items[n], place = claim >= 0 ? claim : -1 - claim;
    double *request = claim >= 0 ? input_request : demand_request, *part = claim >= 0 ? input_regular : demand_regular;
    double *got = claim >= 0 ? input_granted : served;
    LANE {
      double whole = AT(request, place), most_needed = AT(part, place);
      double fraction = most_needed * regular_fraction[i] + (whole - most_needed) * rest_fraction[i];
      AT(got, place) = fits[i] ? whole : fraction;
    }
  }
  LANE left[i] = fits[i] ? left[i] - requested[i] : 0;
}

static void rationing(void) {
  EACH(j, stockpiles) {
    double left[LANES];
    LANE left[i] = AT(on_hand, j);
    int from = claims.start[j];
    OF(tier, tiers, j) {
      ration_tier(from, tiers.items[tier], left);
      from = tiers.items[tier];
    }
  }
}

static void use_grants(int f, int i) {
  if (!AT(under_review, f)) {
    AT(unused, f) = 0;
    return;
  }
  double before = AT(held, f), usable = least(before, AT(capacity, f)), quantity = AT(shipped, f);
  AT(unused, f) = before == 0 ? 0 : usable == 0 ? before : before * (1 - quantity / usable);
  use_lots(f * LANES + i, quantity);
  AT(held, f) = most(0, before - quantity);
}

static void starts(void) {
  EACH(f, flows) {
    double quantity[LANES];
    LANE quantity[i] = AT(asked, f);
    OF(n, inputs, f) LANE quantity[i] = least(quantity[i], AT(input_granted, n) / AT(taken, n));
    OF(n, inputs, f) {
      int j = inputs.items[n];
      LANE AT(on_hand, j) = most(0, AT(on_hand, j) - AT(taken, n) * quantity[i]);
    }
    int slot = pipeline_start[f] + pipeline_now[f], j = to[f];
    LANE {
      double need_there = AT(forecast, j), wish = AT(wanted, f);
      AT(shipped, f) = quantity[i];
      AT(in_transit, f) += quantity[i];
      AT(pipeline, slot) = quantity[i];
      int is_dry = quantity[i] < wish - 1e-9 * most(wish, need_there);
      double risen = most(AT(trusted, f), quantity[i]) + need_there / AT(adjust, j);
      AT(trusted, f) = is_dry ? quantity[i] : risen;
    }
    pipeline_now[f] = pipeline_now[f] + 1 == lead[f] ? 0 : pipeline_now[f] + 1;
    if (licence_of[f] >= 0) EACH(i, LANES) use_grants(f, i);
  }
}

static void service(void) {
  EACH(k, demands) {
    int j = draws_from[k];
    LANE {
      double due = AT(demand, k), got = AT(served, k);
      AT(on_hand, j) = most(0, AT(on_hand, j) - got);
      double brief = most(0, due - most(0, got - AT(backlog, k)));
      AT(shortfall, k) = brief < 1e-9 * due ? 0 : brief;
      AT(backlog, k) = is_backordered[k] ? most(0, AT(backlog, k) + due - got) : 0;
    }
  }
}

static void forecasts(void) {
  ZERO(need, stockpiles);
  EACH(n, input_count) {
    int f = input_owner[n], j = inputs.items[n];
    double *wish = is_release[f] ? wanted : regular;
    LANE AT(need, j) += AT(taken, n) * AT(wish, f);
  }
  EACH(k, demands) LANE AT(need, draws_from[k]) += AT(demand, k);
  EACH(j, stockpiles) LANE {
    AT(forecast_used, j) = AT(forecast, j);
    AT(forecast, j) += (AT(need, j) - AT(forecast, j)) / AT(forecast_steps, j);
  }
}

static void start(void) {
  memcpy(row, first, (size_t)row_length * LANES * sizeof(double));
  memcpy(on_hand, initial_on_hand, (size_t)stockpiles * LANES * sizeof(double));
  memcpy(forecast, initial_forecast, (size_t)stockpiles * LANES * sizeof(double));
  EACH(f, flows) {
    pipeline_now[f] = 0;
    EACH(i, LANES) {
      AT(trusted, f) = INFINITY;
      AT(unused, f) = AT(pending, f) = AT(held, f) = 0;
      AT(lot_first, f) = AT(lot_count, f) = AT(under_review, f) = 0;
      for (int s = pipeline_start[f]; s < pipeline_start[f + 1]; s++) AT(pipeline, s) = AT(initial_flow, f);
    }
  }
  ZERO(applications, (size_t)flows * application_span);
  ZERO(backlog, demands);
}

static double now(void) {
  struct timespec clock;
  clock_gettime(CLOCK_MONOTONIC, &clock);
  return clock.tv_sec * 1e9 + clock.tv_nsec;
}

static void run(FILE *record, double *times) {
  start();
  for (t = 0; t < steps; t++) {
    if (times && t % 10 == 0) times[t / 10] = now();
    schedules();
    arrivals();
    decisions();
    orders();
    licence();
    requests();
    rationing();
    starts();
    service();
    forecasts();
    if (!record) continue;
    double *of_stockpiles[] = {on_hand, forecast_used}, *of_flows[] = {ordered, wanted, shipped, in_transit};
    double *of_demands[] = {demand, served, shortfall, backlog};
    EACH(i, 2) fwrite(of_stockpiles[i], sizeof(double) * LANES, stockpiles, record);
    EACH(i, 4) fwrite(of_flows[i], sizeof(double) * LANES, flows, record);
    EACH(i, 4) fwrite(of_demands[i], sizeof(double) * LANES, demands, record);
  }
  if (times) times[(steps + 9) / 10] = now();
}

static int integer(void) {
  int value = 0;
  if (fread(&value, sizeof value, 1, file) != 1) exit(2);
  return value;
}

static void *array(size_t size) {
  int count = integer();
  void *all = calloc(count + 1, size);
  if (fread(all, size, count, file) != (size_t)count) exit(2);
  return all;
}

static int *integers(void) { return array(sizeof(int)); }
static double *empty(size_t count) { return aligned_alloc(64, (count * LANES * sizeof(double) / 64 + 1) * 64); }

/* Numbers of all runs side by side. */
static double *doubles(void) {
  int count = integer();
  double *all = empty(count / LANES + 1);
  if (fread(all, sizeof(double), count, file) != (size_t)count) exit(2);
  return all;
}

static Table table(void) {
  Table one;
  one.start = integers();
  one.items = integers();
  return one;
}

int main(int count, char **words) {
  if (count < 3 || !(file = fopen(words[1], "rb"))) return 2;
  int *counts[] = {&steps, &stockpiles, &flows, &licences, &demands, &shares_are_constant, &application_span, &lot_span,
                   &at_capacity, &at_share, &at_allow, &at_limit, &at_review, &at_approve, &at_valid, &at_demand,
                   &at_cover, &at_target, &row_length, &width, &input_count, &byproduct_count};
  EACH(i, (int)(sizeof counts / sizeof *counts)) *counts[i] = integer();
  int **integer_arrays[] = {&to, &licence_of, &is_release, &draws_from, &is_backordered, &input_owner, &lead, &changing};
  EACH(i, 8) *integer_arrays[i] = integers();
  Table *tables[] = {&inputs, &byproducts, &inflows, &deliveries, &ordinary_of, &gated_by, &demands_on, &claims, &tiers,
                     &switch_order, &release_order};
  EACH(i, 11) *tables[i] = table();
  double **double_arrays[] = {&first, &values, &taken, &given, &release_below, &adjust, &forecast_steps, &switchable,
                              &conserve, &initial_on_hand, &initial_forecast, &initial_flow};
  EACH(i, 12) *double_arrays[i] = doubles();

  row = empty(row_length);
  int places[] = {at_capacity, at_share, at_allow, at_limit, at_review, at_approve, at_valid, at_demand, at_cover, at_target};
  double **scheduled[] = {&capacity, &share, &allow, &limit_, &review, &approve, &valid, &scheduled_demand, &cover, &target};
  EACH(i, 10) *scheduled[i] = row + (size_t)places[i] * LANES;
  double **by_stockpile[] = {&on_hand, &forecast, &forecast_used, &need, &byproduct_arrivals, &order};
  EACH(i, 6) ZERO(*by_stockpile[i] = empty(stockpiles), stockpiles);
  double **by_flow[] = {&unused, &trusted, &in_transit, &pending, &held, &sigma, &expected, &switched, &limit_bound,
                        &regular, &expected_share, &ordered, &wanted, &asked, &shipped, &applied, &granted, &lapsed};
  EACH(i, 18) ZERO(*by_flow[i] = empty(flows), flows);
  double **by_input[] = {&input_request, &input_regular, &input_granted};
  EACH(i, 3) ZERO(*by_input[i] = empty(input_count), input_count);
  double **by_demand[] = {&backlog, &demand, &demand_request, &demand_regular, &served, &shortfall};
  EACH(i, 6) ZERO(*by_demand[i] = empty(demands), demands);
  int **whole[] = {&pipeline_now, &lot_first, &lot_count, &under_review, &is_releasing};
  EACH(i, 5) *whole[i] = calloc((size_t)(flows + stockpiles) * LANES + 1, sizeof(int));
  pipeline_start = calloc(flows + 1, sizeof(int));
  EACH(f, flows) pipeline_start[f + 1] = pipeline_start[f] + lead[f];
  pipeline = empty(pipeline_start[flows]);
  applications = empty((size_t)flows * application_span);
  lots = empty((size_t)flows * lot_span);
  lot_expiry = empty((size_t)flows * lot_span);

  int runs = atoi(words[2]);
  if (runs == 0) {
    FILE *record = fopen(words[3], "wb");
    run(record, NULL);
    return fclose(record);
  }
  double *times = empty(steps / 10 + 2);
  EACH(i, runs) {
    run(NULL, times);
    EACH(part, (steps + 9) / 10) printf("%.0f ", times[part + 1] - times[part]);
    printf("\n");
  }
  return 0;
}
